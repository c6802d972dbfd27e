"""The ledger of screens has every screen of the mock site, and nothing that is not there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.routing import Route

from guiderunner.evidence.model import StepRecord, Try
from guiderunner.evidence.screens import screens_met
from guiderunner.evidence.site_model import ScreenRecord, SiteRecord
from mock_site.about import about
from mock_site.catalogue import MARKETPLACES, SELLER_SITES
from mock_site.catalogue.loading import EntryError
from mock_site.catalogue.screens import FILE, screen_ledger
from mock_site.pro.routes import pro_app
from mock_site.sellers.routes import seller_app


def _routes() -> Iterator[tuple[str, str]]:
    apps = {"pro": pro_app(), **dict.fromkeys(SELLER_SITES, seller_app())}
    for site, app in apps.items():
        for route in app.routes:
            assert isinstance(route, Route)
            yield site, route.path


def test_every_route_belongs_to_a_screen() -> None:
    """Of Cafe24 PRO and of each seller admin; pages and what they send alike."""
    ledger = screen_ledger()

    assert [one for one in _routes() if ledger.find(*one) is None] == []


def test_every_entry_is_of_a_route() -> None:
    """What is no longer there has no entry."""
    ledger = screen_ledger()
    found = {one.id for site, path in _routes() if (one := ledger.find(site, path))}

    assert {one.id for one in ledger.screens} - found == set()


def test_a_route_without_entry_would_be_missed() -> None:
    """A new page is not taken for one that is in the ledger."""
    ledger = screen_ledger()

    assert ledger.find("pro", "/settings/accounts/{account:int}/history") is None
    assert ledger.find("pro", "/reports") is None


@pytest.mark.parametrize(
    ("site", "path", "screen"),
    [
        ("pro", "/settings/accounts", "accounts"),
        ("pro", "/settings/accounts/new", "registration"),
        ("pro", "/settings/accounts/7", "account"),
        ("pro", "/settings/accounts/7/unlink", "unlink"),
        ("pro", "/anything/else", "no-page"),
        ("rms", "/users", "rms-users"),
        ("rms", "/lists/shipping", "seller-lists"),
        ("rms", "/shop-settings/basic", "seller-menu"),
    ],
)
def test_an_address_leads_to_its_screen(site: str, path: str, screen: str) -> None:
    """The engine finds it by what the site tells of itself: the path with the fewest gaps."""
    told = SiteRecord.model_validate(about({"shops": [{"marketplace": "rakuten"}]}, "en"))
    step = StepRecord(id="a", line=1, site=site, url=path, outcome="passed", seconds=0)

    (met,) = screens_met(_try(told, step, step))

    assert met.id == screen


def test_screens_are_met_in_order_and_once() -> None:
    """A step without a page, and a site that says nothing of itself, meet none."""
    told = SiteRecord.model_validate(about({}, "ko"))
    paths = (None, "/products", "/", "/products/3", "/products")
    steps = [
        StepRecord(id="a", line=1, site="pro", url=one, outcome="passed", seconds=0)
        for one in paths
    ]

    assert [one.name for one in screens_met(_try(told, *steps))] == ["상품", "홈", "연동 상품"]
    assert screens_met(_try(None, *steps)) == ()


def test_help_of_a_marketplace_is_the_page_in_its_catalogue() -> None:
    """Where the catalogue knows no page, nothing documents the screen."""
    told = {
        marketplace: next(
            ScreenRecord.model_validate(one)
            for one in about({"shops": [{"marketplace": marketplace}]}, "en")["screens"]
            if one["id"] == "seller-keys"
        )
        for marketplace in ("coupang", "ssg")
    }

    assert told["coupang"].sources == (MARKETPLACES["coupang"].admin.source.documented,)
    assert told["coupang"].documented == "help"
    assert (told["ssg"].sources, told["ssg"].documented) == ((), "")
    assert told["ssg"].inferred


def test_a_comparison_is_told_with_its_role(tmp_path: Path) -> None:
    """Date and role; a screen that nobody compared has neither."""
    text = FILE.read_text(encoding="utf-8")
    changed = text.replace("compared: never", "compared: {date: 2026-03-31, by: docs}", 1)
    file = tmp_path / "screens.yaml"
    file.write_text(changed, encoding="utf-8")

    first, second, *_ = screen_ledger(file).screens

    assert first.compared != "never"
    assert (f"{first.compared.day}", first.compared.by) == ("2026-03-31", "docs")
    assert second.compared == "never"


MISTAKES = {
    "compared: never": ("compared: soon", "screens[accounts].compared"),
    "site: pro": ("site: pros", "screens[accounts]: Value error, there is no site 'pros'"),
    "inferred: [look, words, table]": ("inferred: [guess]", "there is no part 'guess'"),
    "paths: [/settings/accounts]": (
        "paths: [/settings]",
        "'settings': /settings has another entry",
    ),
    "id: unlink": ("id: accounts", "screen 'accounts' stands twice"),
    "ko: 모양, ": ("", "the words are needed in en, ko, ja"),
    "stale_after: 180": ("stale_after: 0", "stale_after: Input should be greater than 0"),
}


@pytest.mark.parametrize("right", MISTAKES)
def test_a_mistake_in_the_ledger_is_told(tmp_path: Path, right: str) -> None:
    """By file and key."""
    wrong, said = MISTAKES[right]
    file = tmp_path / "screens.yaml"
    text = FILE.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")

    with pytest.raises(EntryError) as caught:
        screen_ledger(file)

    assert str(caught.value).startswith("screens.yaml: ")
    assert said in str(caught.value)


def _try(site: SiteRecord | None, *steps: StepRecord) -> Try:
    return Try(
        node="a",
        path="a",
        scenario="a",
        locale="en",
        digest="",
        started="2026-03-02",
        seconds=0,
        outcome="passed",
        steps=steps,
        site=site,
    )
