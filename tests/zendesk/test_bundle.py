"""What is in a bundle, made of a publication."""

import hashlib
import io
import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageChops, ImageDraw
from playwright.sync_api import Page

from guiderunner.diagnostics import GuiderunnerError, ProblemsError
from guiderunner.guide.zendesk.attachments import png
from guiderunner.guide.zendesk.review import review
from guiderunner.guide.zendesk.sanitiser import sanitise
from tests.guide.key_guides import translate
from tests.zendesk.conftest import SETTINGS, Desk

FREE = "create-key-free"
LIST_KEYS = """
version: 1
id: list-keys
guide: article
title: List the keys
summary: To know them.
each: {plan: all}
steps:
  - {id: look, text: Look at the keys., action: keys.look}
"""
GLOSSARY = """
version: 1
terms:
  - id: server
    term: {en: server, ko: server, ja: server}
    definition: What answers.
"""


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    found = [one for one in folder.rglob("*") if one.is_file()]
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in found}


def folder(desk: Desk, name: str = FREE) -> Path:
    """Return the folder of a bundle."""
    return desk.project.build / "zendesk" / name


def test_a_bundle_holds_all_that_is_sent_and_all_to_review(desk: Desk) -> None:
    """Texts, pictures, payloads, plan, previews and review, and a hash of each in the manifest."""
    desk.make()

    there = files(folder(desk))
    manifest = json.loads(there.pop("manifest.json"))
    pictures = [one for one in there if one.startswith("attachments/")]
    assert sorted(set(there) - set(pictures)) == sorted(
        ["article.json", "plan.json", "plan.md", "review.html"]
        + [f"body/{one}.html" for one in ("en-us", "ko", "ja")]
        + [f"translations/{one}.json" for one in ("en-us", "ko", "ja")]
        + [
            f"preview/{one}-{scheme}.html"
            for one in ("en-us", "ko", "ja")
            for scheme in ("light", "dark")
        ]
    )
    assert len(pictures) == 3
    assert all(re.fullmatch(r"attachments/[\w-]+/create-[0-9a-f]{8}\.png", one) for one in pictures)
    assert manifest["files"] == {
        name: hashlib.sha256(content).hexdigest() for name, content in there.items()
    }
    assert manifest["locales"] == {"en-us": "en", "ko": "ko", "ja": "ja"}
    assert manifest["source"] == "en-us"
    assert set(manifest["runs"].values()) == {"run-1"}


@pytest.mark.parametrize("profile", ["inline", "theme"])
def test_every_body_passes_the_sanitiser_unchanged(desk: Desk, profile: str) -> None:
    """In each profile and language readers get what was made."""
    desk.project.write("guides/zendesk.yaml", SETTINGS + f"profile: {profile}\n")
    desk.make()

    bodies = [one.read_text() for one in (desk.project.build / "zendesk").glob("*/body/*.html")]
    assert len(bodies) == 9
    assert [sanitise(one) for one in bodies] == bodies
    assert all(("guide-step" in one) for one in bodies)
    assert all(('style="list-style' in one) is (profile == "inline") for one in bodies)
    assert (folder(desk) / "theme" / "article.css").exists() is (profile == "theme")


def test_what_a_guide_says_is_in_its_body(desk: Desk) -> None:
    """The danger before its instruction, the result, the note and the labels of the screen."""
    desk.make()

    body = (folder(desk) / "body" / "ko.html").read_text()

    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))
    for said in (
        "[키 만들기] 를 선택해 주세요.",
        "Your new [키] is shown.",
        "Keep the key secret.",
    ):
        assert said in words
    assert words.index("The old key stops working.") < words.index("[키 만들기] 를 선택해")
    assert '<span lang="ja">受信トレイ</span>' in body
    assert "<h1" not in body


def test_a_body_has_what_is_around_the_steps_of_a_page(desk: Desk) -> None:
    """All steps of a long guide at a glance, where to go on, and the words that it uses."""
    desk.project.write("guides/glossary.yaml", GLOSSARY)
    rest = "".join(f"  - {{id: s{one}, text: Rest., action: keys.rest}}\n" for one in range(4))
    scenario = "scenarios/keys/create_key.yaml"
    desk.project.edit(scenario, "steps:\n", f"next: [list-keys]\nsteps:\n{rest}")
    desk.project.write("scenarios/keys/list_keys.yaml", LIST_KEYS)
    translate(desk.project)
    desk.project.publish()
    desk.make()

    body = (folder(desk) / "body" / "en-us.html").read_text()

    assert body.index("at a glance") < body.index('id="steps"')
    assert body.count('<li><a href="#') == 7
    assert all(f'id="{one}"' in body for one in re.findall(r'href="#([^"]*)"', body))
    assert "<li><strong>List the keys</strong>: To know them.</li>" in body
    assert "<li><strong>server</strong>: What answers.</li>" in body
    assert "guide-overview" not in (folder(desk, "list-keys-free") / "body/ko.html").read_text()
    of_all = (folder(desk, "all-about-keys") / "body" / "en-us.html").read_text()
    assert "What answers." in of_all
    assert [one for one in (body, of_all) if sanitise(one) != one] == []


def test_words_of_rows_are_words(desk: Desk) -> None:
    """Markup in a row's name is shown as it is written."""
    desk.make("create-key-team")

    title = json.loads((folder(desk, "create-key-team") / "article.json").read_text())["article"]
    preview = (folder(desk, "create-key-team") / "preview" / "en-us-light.html").read_text()

    assert title["title"] == "Create a key for Team <b>&</b>"
    assert "<h1>Create a key for Team &lt;b&gt;&amp;&lt;/b&gt;</h1>" in preview


def test_the_same_publication_makes_the_same_bundle(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing in a bundle is of the moment; its pictures are not even packed again."""
    desk.make()
    first = files(desk.project.build / "zendesk")
    packed: list[Path] = []
    monkeypatch.setattr("guiderunner.guide.zendesk.attachments.png", packed.append)

    desk.make()

    assert packed == []
    assert files(desk.project.build / "zendesk") == first


def test_a_touched_picture_is_made_again(desk: Desk) -> None:
    """A picture that somebody changed in the bundle is not taken over."""
    desk.make(FREE)
    picture = next(folder(desk).rglob("*.png"))
    good = picture.read_bytes()
    picture.write_bytes(b"else")

    desk.make(FREE)

    assert picture.read_bytes() == good


def test_the_plan_is_in_the_order_in_which_it_is_done(desk: Desk) -> None:
    """The article, its pictures, then its texts, the source first."""
    calls = desk.make(FREE)[FREE]

    assert [(one.deed, one.subject.partition("/")[0]) for one in calls] == [
        ("create", ""),
        ("upload", "en-us"),
        ("upload", "ja"),
        ("upload", "ko"),
        ("translate", "en-us"),
        ("translate", "ja"),
        ("translate", "ko"),
    ]
    assert json.loads((folder(desk) / "plan.json").read_text()) == [
        one.model_dump() for one in calls
    ]
    plan = (folder(desk) / "plan.md").read_text()
    assert "1. Create the article 'Create a key for Free' as a draft in section 2." in plan
    assert "   `POST /help_center/en-us/sections/2/articles`" in plan
    assert all(one.words in plan for one in calls)


def test_the_review_shows_what_changed(desk: Desk, page: Page) -> None:
    """A changed sentence stands beside the old one, its new words marked; the rest is grey."""
    desk.make_and_apply(FREE)
    desk.publish_again("guides/locales/ko.po", "메일에서", "메일함에서")
    desk.make(FREE)

    page.goto((folder(desk) / "review.html").as_uri())

    assert page.locator("ins").all_text_contents() == ["메일함에서"]
    assert page.locator("del").all_text_contents() == ["메일에서"]
    assert page.locator("tr:not(.same) td").count() == 2
    assert page.get_by_text("1 line changed").count() == 1
    assert page.get_by_text("Nothing changed").count() == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_previews_show_every_picture(desk: Desk, page: Page, scheme: str) -> None:
    """Pictures of old and new are found, nothing is too wide, and axe finds no fault."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    desk.make_and_apply(FREE)
    desk.make(FREE)
    page.set_viewport_size({"width": 390, "height": 800})

    for name in (f"preview/ko-{scheme}.html", "review.html"):
        page.goto((folder(desk) / name).as_uri())

        loaded = "[...document.images].map(one => (one.loading = 'eager', one.decode()))"
        page.evaluate(f"Promise.all({loaded})")
        assert page.evaluate("document.images.length") == (1 if "preview" in name else 6)
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert Axe().run(page).response["violations"] == []


def test_review_tells_gone_new_and_changed_lines() -> None:
    """Lines that are alike stand beside each other, others alone."""
    old = "<div>Go to Keys.</div><div>This is gone.</div><div>Select Create key.</div>"
    new = "<div>Go to Keys.</div><div>Select Make key.</div><div>Quite another line</div>"

    pairs = review(old, new)

    assert [(one.old, one.new) for one in pairs] == [
        ("Go to Keys.", "Go to Keys."),
        ("This is gone.", None),
        ("Select <del>Create</del> key.", "Select <ins>Make</ins> key."),
        (None, "Quite another line"),
    ]


class TestPng:
    @staticmethod
    def _webp(tmp_path: Path, image: Image.Image) -> Path:
        file = tmp_path / "a.webp"
        image.save(file, "WEBP", lossless=True)
        return file

    def test_few_colours_become_a_palette(self, tmp_path: Path) -> None:
        """A picture of up to 256 colours is smaller, and the same pixel by pixel."""
        image = Image.new("RGB", (256, 8))
        for x in range(256):
            ImageDraw.Draw(image).line([(x, 0), (x, 8)], (x, 255 - x, x // 2))

        made = Image.open(io.BytesIO(png(self._webp(tmp_path, image))))

        assert made.mode == "P"
        assert ImageChops.difference(made.convert("RGB"), image).getbbox() is None

    def test_many_colours_stay(self, tmp_path: Path) -> None:
        """No colour is lost for a smaller file."""
        image = Image.new("RGB", (64, 64))
        image.putdata([(x, y * 3, x + y) for y in range(64) for x in range(64)])

        made = Image.open(io.BytesIO(png(self._webp(tmp_path, image))))

        assert made.mode == "RGB"
        assert ImageChops.difference(made, image).getbbox() is None


class TestBadInput:
    def test_settings_are_told_with_their_place(self, desk: Desk) -> None:
        """Unknown keys, locales, flows and a wrong subdomain, each where it stands."""
        desk.project.write("guides/zendesk.yaml", SETTINGS.replace("keys: 2", "kyes: 2"))
        with pytest.raises(ProblemsError) as unknown_flow:
            desk.make()
        desk.project.write("guides/zendesk.yaml", SETTINGS.replace("en: en-us", "fr: fr"))
        with pytest.raises(ProblemsError) as unknown_locale:
            desk.make()
        desk.project.write("guides/zendesk.yaml", SETTINGS.replace("labels", "lables"))
        with pytest.raises(ProblemsError) as unknown_key:
            desk.make()

        assert str(unknown_flow.value.problems[0]) == (
            "guides/zendesk.yaml:5:25: there is no flow or article 'kyes'. "
            "Did you mean 'keys'? [Z001]"
        )
        assert str(unknown_locale.value.problems[0]) == (
            "guides/zendesk.yaml:4:11: the project has no locale 'fr'. Known: en, ja, ko. [Z001]"
        )
        assert "unknown key 'lables'" in str(unknown_key.value.problems[0])

    def test_an_unknown_name_is_told(self, desk: Desk) -> None:
        """What is selected must be there."""
        with pytest.raises(GuiderunnerError) as refused:
            desk.make("create-kye-free")

        assert str(refused.value) == (
            "no article, guide or flow 'create-kye-free'. Did you mean 'create-key-free'?"
        )

    def test_a_bundle_that_breaks_a_limit_is_not_made(self, desk: Desk) -> None:
        """What readers would not see stops the bundle; the old one stays."""
        desk.make(FREE)
        before = files(folder(desk))
        template = "guides/templates/zendesk/body.html"
        desk.project.edit(template, '<div class="guide-summary">', '<div role="note">')

        made = desk.centre.make([FREE], lambda _: None)

        assert made.bundles == []
        assert [str(one) for one in made.problems] == [
            f"build/zendesk/{FREE}/body/{locale}.html:2:1: readers would not see this as it is "
            'made: <div role="note">. Change the template. [Z003]'
            for locale in ("en-us", "ja", "ko")
        ]
        assert files(folder(desk)) == before

    def test_without_publication_there_is_nothing(self, desk: Desk) -> None:
        """The way to one is named."""
        desk.project.pages.unlink()

        with pytest.raises(GuiderunnerError, match="nothing has been published yet"):
            desk.make()

    def test_an_article_without_its_first_language_waits(self, desk: Desk) -> None:
        """An article begins in the project's first locale; others are added to it."""
        for file in desk.project.pages.resolve().glob("en/free/create-key/guide.json.gz"):
            file.unlink()

        made = desk.centre.make([], lambda _: None)

        assert made.without_source == ["all-about-keys", FREE]
