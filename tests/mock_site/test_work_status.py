"""The work status: each job with its result, and a failed one again."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from mock_site.client import MockMall
from tests.mock_site.visitor import Visitor, text_of

Malls = Callable[..., MockMall]
Visits = Callable[..., Visitor]
Enter = Callable[..., Page]
LINKED = {"marketplace": "ebay_japan", "linked": True}
BAG = {"account": "1", "product": "P000BGOU"}


def without_shipping(mall: MockMall, visit: Visits) -> Visitor:
    """Remove the shipping settings at Qoo10, and retrieve; return Cafe24 PRO."""
    qsm, pro = visit(mall, "qsm"), visit(mall)
    for number in ("401127", "401128"):
        qsm.post("/lists/shipping", {"do": f"remove {number}"})
    pro.post("/settings/accounts/1/retrieve", {})
    return pro


def test_each_job_is_kept_with_its_result(make_mall: Malls, visit: Visits) -> None:
    """Registration, stop and resume: with account, code, number, name and both times."""
    mall = make_mall(LINKED)
    pro = visit(mall)
    pro.post("/products/send", BAG)
    number = mall.dump()["synced"][0]["number"]
    mall.perform({"advance": "5 minutes"})
    pro.post("/products/stop", {"number": number})
    pro.post("/products/send", BAG)

    text = text_of(pro.get("/work-status"))

    row = f"P000BGOU {number} Linen Tote Bag"
    assert f"{row} Product registration [Success] 2026-03-02 10:00 2026-03-02 10:00" in text
    assert f"{row} Stop sale [Success] 2026-03-02 10:05 2026-03-02 10:05" in text
    assert f"{row} Resume sale [Success]" in text
    assert "Transfer done (3) Transfer failed (0)" in text


def test_a_failed_job_says_why_and_can_be_done_again(make_mall: Malls, visit: Visits) -> None:
    """Once what was missing is there, Retry does it; the failure stays in the history."""
    mall = make_mall(LINKED)
    pro = without_shipping(mall, visit)
    pro.post("/products/send", BAG)
    failed = pro.get("/work-status?tab=failed")

    pro.post("/work-status/1/retry", {})
    still = mall.dump()["transfer"]
    visit(mall, "qsm").post("/lists/shipping", {"do": "add", "new": "送料無料"})
    pro.post("/settings/accounts/1/retrieve", {})
    done = pro.post(f"/work-status/{len(still)}/retry", {})

    assert "[Failure] The marketplace has no shipping setting for your shop." in text_of(failed)
    assert [one["outcome"] for one in still] == ["failed", "failed"]
    assert "Linen Tote Bag: the job has been done." in text_of(done)
    assert [one["outcome"] for one in mall.dump()["transfer"]] == ["failed", "failed", "done"]
    assert mall.dump()["synced"][0]["state"] == "for_sale"


def test_only_the_last_failure_of_a_product_can_be_retried(make_mall: Malls, visit: Visits) -> None:
    """An old one has no button, and its address is not found; nor is that of one that is done."""
    mall = make_mall(LINKED)
    pro = without_shipping(mall, visit)
    pro.post("/products/send", BAG)
    page = pro.post("/work-status/1/retry", {})

    assert page.text.count("/retry") == 1
    assert pro.post("/work-status/1/retry", {}).status_code == 404
    assert pro.post("/work-status/9/retry", {}).status_code == 404


def test_a_failure_is_told(make_mall: Malls, visit: Visits) -> None:
    """By a notification that leads to the failures, and on the dashboard until it is mended."""
    mall = make_mall(LINKED)
    pro = without_shipping(mall, visit)
    pro.post("/products/send", {"account": "1", "product": ["P000BGOU", "P000BGPA"]})

    home = pro.get("/")
    [told] = mall.dump()["notification"]

    assert home.text.count('data-testid="failed"') == 2
    assert (told["kind"], told["facts"]["count"]) == ("transfer_failed", 2)
    opened = pro.get(f"/notifications/{told['id']}")
    assert str(opened.url).endswith("/work-status?tab=failed")


def test_one_failure_does_not_hold_up_the_others(make_mall: Malls, visit: Visits) -> None:
    """A product whose listing is gone fails; the next one is registered."""
    mall = make_mall({**LINKED, "listed": 1})
    pro = visit(mall)
    mall.switch_faults(["unlink_deletes_listings", "unlink_keeps_sync"])
    pro.post("/settings/accounts/1/unlink", {"understood": "yes"})
    mall.switch_faults([])
    form = "/settings/accounts/new?marketplace=ebay_japan"
    pro.post(form, mall.variables["shop"]["credentials"])

    answer = pro.post("/products/send", {"account": "1", "product": ["P000BGOU", "P000BGPA"]})

    assert "Products that were not sent: 1." in text_of(answer)
    assert [one["state"] for one in mall.dump()["synced"]] == ["failed", "for_sale"]


def test_the_world_has_its_history(make_mall: Malls, visit: Visits) -> None:
    """What a mall is made with was sent, too."""
    pro = visit(make_mall({**LINKED, "listed": 2}))

    assert "Transfer done (2)" in text_of(pro.get("/work-status"))
    assert "There are no notifications yet." in text_of(pro.get("/notifications"))


def test_tabs_work_by_keyboard(make_mall: Malls, enter: Enter) -> None:
    """Arrows change the tab and its panel; the address keeps it for a reload."""
    page = enter(make_mall({**LINKED, "listed": 1}), "/work-status")
    done = page.get_by_role("tab", name="Transfer done (1)", exact=True)
    failed = page.get_by_role("tab", name="Transfer failed (0)", exact=True)
    expect(page.get_by_role("tabpanel", name="Transfer done (1)")).to_be_visible()

    done.press("ArrowRight")

    expect(failed).to_be_focused()
    expect(failed).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("tabpanel", name="Transfer failed (0)")).to_be_visible()
    expect(page.get_by_role("tabpanel")).to_have_count(1)
    page.reload()
    expect(failed).to_have_attribute("aria-selected", "true")
    failed.press("Home")
    expect(done).to_be_focused()
