"""The steps of scenarios/sellers_day.yaml, written by hand with Playwright."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import FloatRect, Locator, Page, ViewportSize, expect

from guiderunner.site.browser import Browser
from mock_site.client import MockMall, MockSite

WORLD = {"shops": [{"marketplace": "rakuten"}]}
FIELDS = {
    "shop_url": "Shop URL (shop ID)",
    "service_secret": "serviceSecret",
    "license_key": "licenseKey",
}
# What guiderunner's own settings are by default.
VIEWPORT = ViewportSize(width=1080, height=900)
SCALE = 2
Shoot = Callable[[Locator, Path], None]


def launch_arguments(browser: Browser) -> dict[str, Any]:
    """Return the arguments that launch *browser* as guiderunner does."""
    arguments: dict[str, Any] = {"args": list(browser.args), "handle_sigint": False}
    if browser.executable:
        arguments["executable_path"] = str(browser.executable)
    return arguments


def context_arguments(mall: MockMall) -> dict[str, Any]:
    """Return the arguments of a context that is logged in to *mall*."""
    languages = {site: offered[0] for site, offered in MockSite.languages.items()}
    return {
        "storage_state": mall.storage_state(languages),
        "locale": "en",
        "viewport": VIEWPORT,
        "device_scale_factor": SCALE,
        "reduced_motion": "reduce",
    }


def perform(page: Page, mall: MockMall, pictures: Path, shoot: Shoot) -> None:
    """Connect an account, look at it, and send a product; take pictures with *shoot*."""
    pictures.mkdir(parents=True, exist_ok=True)
    page.set_default_timeout(5000)
    page.goto(f"{mall.origin('pro')}/", wait_until="domcontentloaded")
    connect(page, mall, pictures, shoot)
    retrieve(page, mall, pictures, shoot)
    send(page, mall, pictures, shoot)


def connect(page: Page, mall: MockMall, pictures: Path, shoot: Shoot) -> None:
    """Connect an account."""
    shop = mall.variables["shop"]
    follow(page, "Cafe24 PRO", "Settings", "Marketplace Account Settings")
    section = page.get_by_role("region", name="Rakuten Ichiba", exact=True)
    expect(section).to_be_visible()
    expect(section.get_by_test_id("account")).to_have_count(0)
    shoot(section, pictures / "1.png")

    section.get_by_role("button", name="Market Account Registration", exact=True).click()
    name = "Market Account Registration"
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    form = page.get_by_role("region", name="Link authentication", exact=True)
    shoot(form, pictures / "2.png")

    for field, label in FIELDS.items():
        group = form.get_by_role("group", name=label, exact=True)
        group.get_by_label(label, exact=True).fill(shop["credentials"][field])
    save = form.get_by_role("button", name="Save", exact=True)
    expect(save).to_be_enabled()
    shoot(form, pictures / "3.png")

    save.click()
    expect(page.get_by_text("The account has been linked.", exact=True)).to_be_visible()
    account = page.get_by_test_id("account").filter(has_text=shop["id"])
    expect(account).to_be_visible()
    expect(account.get_by_test_id("status")).to_have_text("Linked")
    shoot(section, pictures / "4.png")


def retrieve(page: Page, mall: MockMall, pictures: Path, shoot: Shoot) -> None:
    """Look at the account, and retrieve its market information."""
    shop = mall.variables["shop"]
    account = page.get_by_test_id("account").filter(has_text=shop["id"])
    account.get_by_role("link", name="Edit market account", exact=True).click()
    name = "Retrieve Market Information"
    information = page.get_by_role("region", name=name, exact=True)
    expect(information).to_be_visible()
    row = information.get_by_test_id("information-return_address")
    address = row.filter(has_text="Return/exchange address").get_by_test_id("value")
    expect(address).to_have_text(shop["information"]["return_address"])

    information.get_by_role("button", name=name, exact=True).click()
    expect(address).to_have_text(shop["information"]["return_address"])
    shoot(information, pictures / "5.png")


def send(page: Page, mall: MockMall, pictures: Path, shoot: Shoot) -> None:
    """Send a product to the marketplace."""
    follow(page, "Cafe24 PRO", "Products")
    expect(page.get_by_role("heading", name="Products", exact=True)).to_be_visible()

    row = page.get_by_role("row").filter(has_text=mall.variables["product"]["code"])
    row.get_by_role("checkbox").check()
    page.get_by_role("button", name="Send to marketplace", exact=True).click()
    synced = page.get_by_test_id("synced")
    expect(synced.get_by_test_id("state")).to_have_text("For sale")
    shoot(synced, pictures / "6.png")


def follow(page: Page, *names: str) -> None:
    """Select entries of the menu."""
    menu = page.get_by_role("navigation", name="Menu", exact=True)
    for name in names:
        menu.get_by_role("link", name=name, exact=True).click()


def shoot_part(part: Locator, path: Path) -> None:
    """Take a picture of a part of the page, as most scripts do."""
    part.screenshot(path=path, animations="disabled", caret="hide", scale="device")


def shoot_window(part: Locator, path: Path) -> None:
    """Take a picture of the window, cut to a part of the page: quicker, but in the window only."""
    part.scroll_into_view_if_needed()
    box, window = part.bounding_box(), part.page.viewport_size
    if box is None or window is None:
        raise AssertionError("the part has no size")
    left, top = max(0, box["x"]), max(0, box["y"])
    right = min(window["width"], box["x"] + box["width"])
    bottom = min(window["height"], box["y"] + box["height"])
    clip = FloatRect(x=left, y=top, width=right - left, height=bottom - top)
    part.page.screenshot(path=path, clip=clip, animations="disabled", caret="hide", scale="device")
