"""A reply says what a run proved, in the language and format that were asked for."""

import re
from pathlib import Path

import pytest

from guiderunner.cli.app import app
from guiderunner.diagnostics import GuiderunnerError, ProblemsError
from guiderunner.evidence.model import Outcome
from guiderunner.repro.issues import load_issues
from guiderunner.repro.proved import ProvedIssue, prove
from guiderunner.repro.reply import ReplyFormat, reply, ticket
from tests.guide.key_guides import Project, make_project
from tests.guide.key_issues import add_issues, issue
from tests.run.command import run_command

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Make a project with issues."""
    return add_issues(make_project(tmp_path_factory.mktemp("issues")))


def _proved(project: Project, pictures: Path, locale: str, **outcomes: Outcome) -> ProvedIssue:
    run = project.run(project.suite(), **outcomes)
    folder = project.root / "runs" / run.id
    folder.joinpath("run.json").write_text(run.model_dump_json(), encoding="utf-8")
    return prove(project.contents(), issue(project, f"lost-free-{locale}"), folder, pictures)


class TestReply:
    @pytest.mark.parametrize(
        ("locale", "shown"), [("en", "“Keys”"), ("ko", "[키 목록]"), ("ja", "「キー一覧」")]
    )
    def test_a_text_has_the_steps_with_labels_as_on_screen(
        self, project: Project, tmp_path: Path, locale: str, shown: str
    ) -> None:
        """Numbered from one, and without the steps that brought the issue about."""
        proved = _proved(project, tmp_path, locale)

        text = reply(project.contents(), proved, ReplyFormat.TEXT, None)

        assert re.findall(r"^  (\d)\. ", text, re.MULTILINE) == ["1", "2"]
        assert shown in text
        assert "My key is <gone>." in text
        assert "It was deleted." in text
        assert "Look for the key." not in text

    def test_the_end_is_the_last_proved_result(self, project: Project, tmp_path: Path) -> None:
        """What is to be seen at last is told once more at the end."""
        text = reply(project.contents(), _proved(project, tmp_path, "en"), ReplyFormat.TEXT, None)

        assert "When it is over\n  The new “Key” is shown.\n" in text

    def test_html_is_one_file(self, project: Project, tmp_path: Path) -> None:
        """Pictures are inside, nothing is fetched, and words are escaped."""
        page = reply(project.contents(), _proved(project, tmp_path, "en"), ReplyFormat.HTML, None)

        sources = re.findall(r'(?:src|href)="([^"]{16})', page)
        assert sources == ["data:image/webp;"]
        assert "My key is &lt;gone&gt;." in page

    def test_markdown_has_its_pictures_beside(self, project: Project, tmp_path: Path) -> None:
        """They are named by their steps; without a file there are none to refer to."""
        proved = _proved(project, tmp_path / "drawn", "en")
        file = tmp_path / "answer.md"

        written = reply(project.contents(), proved, ReplyFormat.MARKDOWN, file)
        printed = reply(project.contents(), proved, ReplyFormat.MARKDOWN, None)

        assert "](answer-pictures/open-keys.webp)" in written
        assert (tmp_path / "answer-pictures" / "open-keys.webp").is_file()
        assert "![" not in printed

    @pytest.mark.parametrize("outcome", ["failed", "not_run"])
    def test_what_is_not_proved_is_refused(
        self, project: Project, tmp_path: Path, outcome: Outcome
    ) -> None:
        """No reply is made of a try that did not pass."""
        with pytest.raises(ProblemsError) as raised:
            _proved(project, tmp_path, "en", lost_free_en=outcome)

        assert [one.code for one in raised.value.problems] == ["G001"]


def test_a_ticket_has_what_engineering_needs(project: Project, tmp_path: Path) -> None:
    """Steps of both parts, what was asked and found, the error code, the world, the commands."""
    known = load_issues(project.suite(), project.root / "guides")
    own = next(one for one in known if one.id == "lost")

    text = ticket(project.contents(), _proved(project, tmp_path, "ko"), own)

    assert text.startswith("# lost: My key is &lt;gone>.")
    reproduce, resolve = text.partition("## Steps that end it")[::2]
    assert "- `keys.key` to be visible" in reproduce.partition("## Steps to reproduce")[2]
    assert "keys.open" in resolve
    assert "| Error codes | E-7 |" in text
    assert "\nguiderunner repro lost --locale ko\n" in text
    assert "\nguiderunner repro lost --locale ko --save lost.zip\n" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("RMS-99",), "there is no issue or scenario 'RMS-99'. Did you mean 'RMS-09'"),
        (("RMS-07", "--only", "marketplace=coupang"), "RMS-07 is of rakuten, not of 'coupang'."),
        (("connect-account", "--only", "marketplace=rakuten"), "'connect-account' is no issue"),
        (("RMS-07", "--ticket", "--format", "html"), "a ticket is Markdown"),
    ],
)
def test_the_command_refuses_in_words(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    """Nothing is run or written for what is no issue, or none of the row."""
    file = tmp_path / "reply.md"

    with pytest.raises(GuiderunnerError) as raised:
        app(["reply", *arguments, "--output", str(file), "--project", str(ROOT)])

    assert said in str(raised.value)
    assert not file.exists()


@pytest.mark.nightly
def test_the_command_runs_what_has_no_evidence(tmp_path: Path) -> None:
    """It says so; the second reply is written from what the first one ran."""
    arguments = ("reply", "RMS-07", "--locale", "ja", "--output", str(tmp_path / "reply.html"))

    first, second = (run_command(ROOT, *arguments) for _ in range(2))

    assert (first.returncode, second.returncode) == (0, 0)
    assert second.stderr.startswith("Evidence: runs/")
    assert "data:image/webp" in (tmp_path / "reply.html").read_text(encoding="utf-8")
