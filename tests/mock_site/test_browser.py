"""The pages in a real browser: keyboard, dialogs, languages, and what axe finds."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from mock_site.client import MockMall
from mock_site.web.visit import languages_of

Malls = Callable[..., MockMall]
Enter = Callable[..., Page]
LINKED: dict[str, Any] = {"marketplace": "rakuten", "linked": True, "listed": 1}
SYNCED = {**LINKED, "pending": 1}
FORM = "/settings/accounts/new?marketplace=ebay_japan"
NOTE = (
    "* It takes about 5 business days; none is issued on weekends and holidays of Japan. "
    "Valid for 1 year."
)
FONTS = """() => [...document.querySelectorAll('body *')]
    .filter((one) => one.checkVisibility()).map((one) => getComputedStyle(one).fontFamily)"""


class TestForm:
    def test_a_field_is_a_group_by_its_label(self, make_mall: Malls, enter: Enter) -> None:
        """Its input, help, badge and note are found in it, the input by the label alone."""
        page = enter(make_mall(), FORM)
        form = page.get_by_role("region", name="Link authentication", exact=True)
        group = form.get_by_role("group", name="API Key", exact=True)

        expect(form.get_by_label("API Key", exact=True)).to_have_count(1)
        expect(group.get_by_role("textbox", name="API Key", exact=True)).to_have_value("")
        expect(group.get_by_text("Required", exact=True)).to_be_visible()
        expect(group.get_by_role("note")).to_contain_text("* It takes about 5 business days")
        expect(group.get_by_role("textbox")).to_have_accessible_description(NOTE)

    def test_help_opens_and_closes_by_keyboard(self, make_mall: Malls, enter: Enter) -> None:
        """Enter opens the balloon, Escape closes it and leads back to the icon."""
        page = enter(make_mall(), FORM)
        group = page.get_by_role("group", name="QSM password", exact=True)
        button = group.get_by_role("button", name="Help", exact=True)
        balloon = group.get_by_role("dialog", name="Help", exact=True)

        button.press("Enter")
        expect(balloon).to_be_visible()
        page.keyboard.press("Escape")

        expect(balloon).to_be_hidden()
        expect(button).to_be_focused()

    def test_an_error_takes_the_focus(self, make_mall: Malls, enter: Enter) -> None:
        """Who saves an empty form hears at once what is wrong, and at which field."""
        page = enter(make_mall(), FORM)

        page.get_by_role("textbox", name="API Key", exact=True).press("Enter")

        expect(page.get_by_role("alert")).to_be_focused()
        field = page.get_by_role("textbox", name="API Key", exact=True)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(f"Enter a value here. {NOTE}")


class TestDialog:
    def test_it_keeps_the_account_until_it_is_confirmed(
        self, make_mall: Malls, enter: Enter
    ) -> None:
        """Escape and Cancel leave the account linked; a missing tick is told in the dialog."""
        page = enter(make_mall(LINKED), "/settings/accounts")
        row = page.get_by_test_id("account")
        dialog = page.get_by_role("dialog", name="Unlink account", exact=True)
        unlink = dialog.get_by_role("button", name="Unlink", exact=True)

        row.get_by_role("button", name="Unlink", exact=True).click()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        row.get_by_role("button", name="Unlink", exact=True).click()
        unlink.click()
        expect(dialog.get_by_role("alert")).to_be_focused()
        dialog.get_by_role("button", name="Cancel", exact=True).click()
        expect(dialog).to_be_hidden()

        expect(page.get_by_test_id("status")).to_have_text("Linked")


class TestLanguage:
    def test_it_changes_at_once_and_stays_on_the_page(self, make_mall: Malls, enter: Enter) -> None:
        """The language is chosen in its own name."""
        page = enter(make_mall(), FORM)

        page.get_by_role("combobox", name="Language", exact=True).select_option("日本語")

        heading = page.get_by_role("heading", level=1)
        expect(heading).to_have_text("マーケットアカウント登録")
        expect(page.locator("html")).to_have_attribute("lang", "ja")

    @pytest.mark.parametrize(
        ("language", "font"),
        [("en", "Noto Sans CJK KR"), ("ko", "Noto Sans CJK KR"), ("ja", "Noto Sans CJK JP")],
    )
    def test_each_has_one_font(
        self, make_mall: Malls, enter: Enter, language: str, font: str
    ) -> None:
        """Every element names the font of its language, form controls too."""
        page = enter(make_mall(), FORM, language=language)
        # The names of the other languages are written in those languages.
        page.evaluate("document.querySelectorAll('option').forEach((one) => one.remove())")

        assert set(page.evaluate(FONTS)) == {f'"{font}"'}


PAGES = [
    ("pro", "/"),
    ("pro", "/notifications"),
    ("pro", "/products"),
    ("pro", "/products/1"),
    ("pro", "/products/store/P000BGOU"),
    ("pro", "/products/2"),
    ("pro", "/work-status"),
    ("pro", "/work-status?tab=failed"),
    ("pro", "/settings"),
    ("pro", "/settings/templates"),
    ("pro", "/settings/accounts/1/templates/new"),
    ("pro", "/settings/staff"),
    ("pro", "/settings/staff/new"),
    ("pro", "/settings/staff/helper"),
    ("pro", "/settings/accounts"),
    ("pro", "/settings/accounts?q=none"),
    ("pro", "/settings/accounts/1/unlink"),
    ("pro", FORM),
    ("pro", "/settings/accounts/1"),
    ("pro", "/guides"),
    ("pro", "/guides/rakuten/registration"),
    ("pro", "/guides/rakuten/market-information"),
    ("pro", "/no-such-page"),
    ("rms", "/"),
    ("rms", "/addresses"),
    ("rms", "/listings"),
    ("rms", "/keys"),
    ("rms", "/lists/lead_time"),
    ("rms", "/users"),
    ("rms", "/users/new"),
    ("qsm", "/addresses"),
    ("shopee", "/"),
    ("shopee", "/oauth/login?state=any"),
]


@pytest.fixture
def full_mall(make_mall: Malls) -> MockMall:
    """A mall with a shop at every marketplace, and two at Shopee."""
    others = ({"marketplace": "ebay_japan"}, {"marketplace": "shopee"}, {"marketplace": "shopee"})
    return make_mall(SYNCED, *others, staff=[{"user": "helper", "menus": ["products"]}])


@pytest.mark.parametrize(
    "language",
    ["en", *(pytest.param(one, marks=pytest.mark.nightly) for one in ("ko", "ja", "zh"))],
)
def test_pages_are_accessible(full_mall: MockMall, enter: Enter, page: Page, language: str) -> None:
    """Axe finds nothing on any page in any of its languages, and no script complains."""
    axe, problems = Axe(), list[str]()
    page.on("pageerror", lambda error: problems.append(str(error)))
    for name, path in PAGES:
        offered = languages_of(name)
        enter(full_mall, path, name, language if language in offered else offered[0])
        found = axe.run(page).response["violations"]
        problems += [f"{name} {path}: {one['id']}, {one['help']}" for one in found]

    assert problems == []


@pytest.mark.parametrize("width", [1280, 768])
def test_pages_fit(full_mall: MockMall, enter: Enter, page: Page, width: int) -> None:
    """No page is wider than its window, and no table is cut, in the longest words that we have."""
    page.set_viewport_size({"width": width, "height": 900})
    wide = "[document.documentElement, ...document.querySelectorAll('.scroll')]"
    problems = []
    for name, path in PAGES:
        enter(full_mall, path, name, "en" if name == "shopee" else "ja")
        if page.evaluate(f"{wide}.some((one) => one.scrollWidth > one.clientWidth + 1)"):
            problems.append(f"{name} {path}")

    assert problems == []
