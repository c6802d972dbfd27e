"""Reports are written by the command line, of a run, an old run, or several joined."""

from pathlib import Path

import pytest

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.report.files import write_reports
from guiderunner.report.summary import MOST_BYTES, markdown
from tests.report.runs import ALL_KINDS, failed, run_of
from tests.run.command import run_command
from tests.run.test_plugin import change


def test_the_summary_tells_what_is_red() -> None:
    """Counts first, then each variant that somebody has to look at, with its reason."""
    told = markdown(ALL_KINDS)

    assert told.splitlines()[2].startswith("**1 failed**, **1 passed, but is announced to fail**")
    assert "`scenarios/registration/connect.yaml::keys-ko` failed" in told
    assert "shop-en" not in told


def test_the_summary_stays_below_githubs_limit() -> None:
    """Ten thousand failures do not make it too long; it says how many are left out."""
    told = markdown(run_of(*(failed(f"row{number}-en") for number in range(10_000))))

    assert len(told.encode()) < MOST_BYTES
    assert told.rstrip().endswith("more; see the full report.")


def test_several_reports_of_one_run(keys_project: Path) -> None:
    """`run` writes all that is asked for; `report` writes the same again from the evidence."""
    reports = ("--report", "html=r.html", "--report", "junit=j.xml", "--report", "markdown=s.md")
    ran = run_command(keys_project, "run", "create-key::live-en", *reports)
    files = {name: (keys_project / name).read_bytes() for name in ("r.html", "j.xml", "s.md")}
    again = run_command(keys_project, "report", *reports)

    assert (ran.returncode, again.returncode) == (0, 0)
    assert again.stdout.splitlines()[0].startswith("1 variant: 1 passed in ")
    assert {name: (keys_project / name).read_bytes() for name in files} == files


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("pdf=r.pdf", "'pdf=r.pdf' is no report: write kind=FILE, with one of html, junit, mark"),
        ("html=no/r.html", "'no/r.html': there is no folder no."),
    ],
)
def test_a_wrong_report_is_told_before_anything_runs(
    keys_project: Path, asked: str, said: str
) -> None:
    """A slip in the command costs no run."""
    ended = run_command(keys_project, "run", "--report", asked)

    assert ended.returncode == 2
    assert ended.stderr.startswith(said)
    assert not (keys_project / "runs").exists()


def test_shards_are_merged(keys_project: Path) -> None:
    """Runs of two machines become one run with all variants, and its exit code is theirs."""
    run_command(keys_project, "run", "create-key::live-en", "create-key::staging-en")
    change(keys_project, "is: 2}", "is: 3}")
    run_command(keys_project, "run", "create-key::live-ko")
    (keys_project / "runs").rename(keys_project / "shards")

    merged = run_command(keys_project, "merge", "shards", "--report", "html=r.html")

    assert merged.returncode == 1
    assert merged.stdout.startswith("3 variants: 1 failed, 2 passed in ")
    (run,) = (keys_project / "runs").iterdir()
    assert len(list((run / "traces").iterdir())) == 1
    assert "data:image/webp" in (keys_project / "r.html").read_text(encoding="utf-8")


def test_the_same_variant_in_two_shards_is_refused(keys_project: Path) -> None:
    """Nobody could say which of the two counts; nothing is written."""
    run_command(keys_project, "run", "create-key::live-en")
    run_command(keys_project, "run", "create-key::live-en")
    before = sorted((keys_project / "runs").iterdir())

    merged = run_command(keys_project, "merge", "runs")

    assert merged.returncode == 2
    assert "::live-en' was run in runs/" in merged.stderr
    assert sorted((keys_project / "runs").iterdir()) == before


def test_a_report_with_a_secret_is_not_written(tmp_path: Path) -> None:
    """Nor is any other that was asked for; where it stands is told, and in which form."""
    run = run_of(failed("row-en"))
    asked = [("junit", tmp_path / "j.xml"), ("markdown", tmp_path / "s.md")]
    secret = "row-en"  # noqa: S105 - a name that every report tells

    with pytest.raises(GuiderunnerError) as refused:
        write_reports(asked, run, tmp_path, {("key", secret)})

    assert str(refused.value).startswith(f"nothing was written: {tmp_path}/")
    assert str(refused.value).endswith("holds the secret 'key' (plain).")
    assert list(tmp_path.iterdir()) == []
