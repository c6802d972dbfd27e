"""`guiderunner publish zendesk`, as the docs team uses it."""

import shutil
from pathlib import Path

import pytest

from tests.run.command import run_command
from tests.setup.test_wheel import FRONT_PAGE
from tests.zendesk import fake

ROOT = Path(__file__).parents[2]
SETTINGS = """
version: 1
subdomain: keys
permission_group: 5
locales: {en: en-us}
sections: {keys: 2}
"""


@pytest.fixture
def published(keys_project: Path) -> Path:
    """A project whose guides a run in a browser has just proved."""
    for part in ("templates", "theme"):
        shutil.copytree(ROOT / "guides" / part, keys_project / "guides" / part)
    (keys_project / "guides" / "front_page.yaml").write_text(FRONT_PAGE, "utf-8")
    (keys_project / "guides" / "zendesk.yaml").write_text(SETTINGS, "utf-8")
    assert run_command(keys_project, "guides", "--locale", "en").returncode == 0
    return keys_project


def test_plan_then_rehearse_twice(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The plan is shown and nothing is sent; --apply sends it; once more, nothing is to do."""
    made = run_command(published, "publish", "zendesk")
    monkeypatch.delenv("ZENDESK_EMAIL", raising=False)
    monkeypatch.delenv("ZENDESK_API_TOKEN", raising=False)
    stranger = run_command(published, "publish", "zendesk", "--apply")
    monkeypatch.setenv("ZENDESK_EMAIL", fake.EMAIL)
    monkeypatch.setenv("ZENDESK_API_TOKEN", fake.TOKEN)
    with fake.serve(fake.HelpCentre()) as centre:
        apply = ("publish", "zendesk", "--apply", "--rehearse", centre.address)
        first, second = (run_command(published, *apply) for _ in range(2))
    away = run_command(published, *apply[:-1], "http://example.com")

    assert made.returncode == 0
    assert "Nothing was sent. Review: build/zendesk/*/review.html" in made.stdout
    assert "Create the article" in made.stdout
    assert (stranger.returncode, "Traceback" in stranger.stderr) == (2, False)
    assert stranger.stderr.startswith("ZENDESK_EMAIL and ZENDESK_API_TOKEN not set")
    assert first.returncode == 0
    assert f"{len(centre.changes)} calls sent for" in first.stdout
    assert second.stdout.startswith("0 calls sent for 0 articles, ")
    assert not (published / "guides" / "zendesk.json").exists()
    assert (away.returncode, away.stderr) == (
        2,
        "--rehearse http://example.com: not on this machine. Nothing was sent.\n",
    )
