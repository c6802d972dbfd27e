"""The examples of rules, and how they are linted: with words of their own, apart from ours."""

from pathlib import Path

from guiderunner.diagnostics import render
from guiderunner.guide.lint.article import ArticleDraft, read_article
from guiderunner.guide.lint.draft import Lexicon
from guiderunner.guide.lint.linting import Linted, lint

HERE = Path(__file__).parent
AVOID = {
    "en": (("disconnect", "unlink"), ("linked", "connect")),
    "ko": (("연결", "연동"),),
    "ja": (("接続", "連携"),),
}


def lint_file(file: Path) -> Linted:
    """Lint an HTML file with a small glossary."""
    language, blocks = read_article(file, file.name)
    lexicon = Lexicon(AVOID[language], frozenset({"Qoo10", "11st"}))
    return lint([ArticleDraft(language, lexicon).make(blocks)], file.parent)


def told(file: Path) -> str:
    """Return what is said of *file*."""
    return render(lint_file(file).findings, "")


def write_expected() -> None:
    """Write what is said today beside each bad example, to be read before it is committed."""
    for file in sorted((HERE / "bad").glob("*.html")):
        file.with_suffix(".txt").write_text(f"{told(file)}\n", encoding="utf-8")


if __name__ == "__main__":
    write_expected()
