"""Outages: what sellers see when a site does not answer as it should, and what is kept."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from mock_site.catalogue import MARKETPLACES
from mock_site.client import MockMall, MockSite
from mock_site.faults.listed import FAULTS
from mock_site.outages import SLOW
from mock_site.pro.market_client import TIMEOUT
from tests.mock_site.seller import Malls, Seller, Visits
from tests.mock_site.visitor import Visitor, text_of

SAID = {
    "market_silent": "The marketplace does not answer. Try again later.",
    "market_drops": "The connection to the marketplace broke off. Try again.",
    "market_unavailable": "The marketplace is in maintenance. Try again when it is over.",
    "market_failing": "Something is wrong at the marketplace itself. Try again later.",
    "market_garbled": "The marketplace gave an answer that makes no sense. Try again later.",
    "market_loses_answers": "The connection to the marketplace broke off. Try again.",
}
LINKED = {"marketplace": "rakuten", "linked": True, "listed": 1}
NEW = "〒150-0041 東京都渋谷区神南1-19-4"


@pytest.fixture(params=sorted(SAID))
def outage(request: pytest.FixtureRequest) -> str:
    """Each outage of a marketplace after which there is no answer of use."""
    return str(request.param)


def test_each_is_told_apart() -> None:
    """All outages of a marketplace but slowness are in this module's table."""
    names = {one.name for one in FAULTS.values() if one.concerns == "market"}
    assert names - {"market_slow"} == set(SAID)


def test_nothing_is_linked(make_mall: Malls, visit: Visits, outage: str) -> None:
    """The form says what happened, keeps what was typed, and no account is made."""
    mall = make_mall({"marketplace": "rakuten"})
    seller = Seller(MARKETPLACES["rakuten"], mall, visit)
    mall.switch_faults([outage])

    answer = seller.link()

    assert answer.status_code == 422
    assert SAID[outage] in text_of(answer)
    assert mall.variables["shop"]["id"] in answer.text
    assert mall.dump()["account"] == []


def test_a_retrieve_changes_nothing(make_mall: Malls, visit: Visits, outage: str) -> None:
    """The copy stays as it was; the account is not taken for one that was refused."""
    mall = make_mall(LINKED)
    before = mall.dump()["account"]
    visit(mall, "rms", "ja").post("/addresses", {"return_address": NEW, "shipping_address": NEW})
    mall.switch_faults([outage])

    answer = visit(mall).post("/settings/accounts/1/retrieve", {})

    assert SAID[outage] in text_of(answer)
    assert mall.dump()["account"] == before


def test_a_product_is_not_sent(make_mall: Malls, visit: Visits, outage: str) -> None:
    """The work status keeps the failed job with its reason; it can be done again afterwards."""
    mall, product = make_mall({**LINKED, "listed": 0}), "P000BGOU"
    pro = visit(mall)
    mall.switch_faults([outage])

    answer = pro.post("/products/send", {"account": "1", "product": product})

    [transfer] = mall.dump()["transfer"]
    assert SAID[outage] in text_of(answer)
    assert transfer["outcome"] == "failed"
    assert len(mall.dump()["listing"]) == (1 if outage == "market_loses_answers" else 0)
    mall.switch_faults([])
    pro.post(f"/work-status/{transfer['id']}/retry", {})
    assert mall.dump()["synced"][0]["state"] == "for_sale"


def test_a_consent_is_not_exchanged(make_mall: Malls, visit: Visits) -> None:
    """Back from the marketplace's pages, the form says that its API is out."""
    mall = make_mall({"marketplace": "shopee"})
    seller = Seller(MARKETPLACES["shopee"], mall, visit)
    mall.switch_faults(["market_unavailable"])

    seller.authorization()
    state = mall.secrets[mall.dump()["authorization"][0]["state"].strip("«»")]
    form = f"/settings/accounts/new?marketplace=shopee&authorization={state}"

    assert SAID["market_unavailable"] in text_of(seller.pro.get(form))


def test_a_due_sale_fails_by_itself(make_mall: Malls, visit: Visits) -> None:
    """What comes due while the marketplace is out is a failed job, and no lost one."""
    mall = make_mall({"marketplace": "rakuten", "linked": True, "pending": 1})
    mall.switch_faults(["market_failing"])

    mall.perform({"advance": "7 days"})

    assert SAID["market_failing"] in text_of(visit(mall).get("/work-status?tab=failed"))


def test_one_of_several_marketplaces(make_mall: Malls, visit: Visits) -> None:
    """An outage that is meant for one marketplace leaves the others alone."""
    mall = make_mall(LINKED, {"marketplace": "ebay_japan", "linked": True})
    mall.switch_faults(["market_failing:rakuten"])
    pro = visit(mall)

    assert SAID["market_failing"] in text_of(pro.post("/settings/accounts/1/retrieve", {}))
    assert "has been retrieved" in text_of(pro.post("/settings/accounts/2/retrieve", {}))


@pytest.mark.parametrize("fault", ["market_failing:amazon", "pro_slow:rakuten", "note_missing:ssg"])
def test_a_place_that_makes_no_sense_is_refused(make_mall: Malls, fault: str) -> None:
    """Only a marketplace's outage can be at a marketplace, and at one that there is."""
    with pytest.raises(RuntimeError, match=f"no such fault: {fault}"):
        make_mall().switch_faults([fault])


def test_a_slow_marketplace_is_slow(make_mall: Malls, visit: Visits) -> None:
    """The work is done, only later."""
    mall = make_mall(LINKED)
    mall.switch_faults(["market_slow"])

    seconds, answer = timed(lambda: visit(mall).post("/settings/accounts/1/retrieve", {}))

    assert seconds >= SLOW
    assert "has been retrieved" in text_of(answer)


def test_other_malls_do_not_wait(make_mall: Malls, visit: Visits) -> None:
    """While 20 requests of a mall wait for a silent marketplace, other malls are served."""
    stuck, other = make_mall(LINKED), make_mall(LINKED)
    stuck.switch_faults(["market_silent"])
    visitors = [visit(stuck) for _ in range(20)]
    begun = time.monotonic()
    with ThreadPoolExecutor(20) as pool:
        waiting = [pool.submit(one.get, "/settings/accounts/1") for one in visitors[1:]]
        waiting.append(pool.submit(visitors[0].post, "/settings/accounts/1/retrieve", {}))
        seconds, answer = timed(lambda: visit(other).post("/settings/accounts/1/retrieve", {}))

    assert "has been retrieved" in text_of(answer)
    assert seconds < TIMEOUT <= time.monotonic() - begun


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return how many seconds *work* took, and what it returned."""
    begun = time.monotonic()
    result = work()
    return time.monotonic() - begun, result


@pytest.mark.parametrize(("fault", "status"), [("pro_unavailable", 503), ("pro_failing", 500)])
def test_cafe24_pro_is_out(make_mall: Malls, visit: Visits, fault: str, status: int) -> None:
    """Its pages answer so; the marketplaces' pages work on."""
    mall = make_mall(LINKED)
    mall.switch_faults([fault])

    assert visit(mall).get("/").status_code == status
    assert visit(mall, "rms", "ja").get("/").status_code == 200


def test_cafe24_pro_drops_connections(make_mall: Malls, visit: Visits) -> None:
    """Nothing comes back, not even a status."""
    mall = make_mall(LINKED)
    mall.switch_faults(["pro_drops"])

    with pytest.raises(httpx.RemoteProtocolError):
        visit(mall).get("/")


def test_cafe24_pro_is_slow(make_mall: Malls, visit: Visits) -> None:
    """The page comes, later."""
    mall = make_mall(LINKED)
    pro: Visitor = visit(mall)
    mall.switch_faults(["pro_slow"])

    seconds, answer = timed(lambda: pro.get("/"))

    assert seconds >= SLOW
    assert answer.status_code == 200


class TestApi:
    """The API of a marketplace, as anybody on the machine may call it."""

    @pytest.mark.parametrize(
        ("call", "body", "status", "code"),
        [
            ("nothing", b"{}", 404, "nothing"),
            ("information", b"{", 400, "json"),
            ("information", b"[]", 400, ""),
            ("information", b'{"keys": {"shop_url": 3}}', 400, "keys.shop_url"),
            ("state", b'{"keys": {}, "number": "1", "state": "sold"}', 400, "state"),
        ],
    )
    def test_a_bad_request_is_told(
        self, site: MockSite, make_mall: Malls, call: str, body: bytes, status: int, code: str
    ) -> None:
        """With a status of its own, and where the mistake is."""
        answer = api(site, make_mall(), "rms", call, body)

        assert answer.status_code == status
        assert answer.json() == {"error": {"reason": "bad_request", "code": code}}

    @pytest.mark.parametrize(
        ("marketplace", "status", "code"),
        [
            ("rakuten", 401, "ES01-01 Un-Authorised"),
            ("ebay_japan", 200, "-10000 Please check the Seller Authorization Key"),
        ],
    )
    def test_a_wrong_key_is_refused_in_its_own_way(
        self, site: MockSite, make_mall: Malls, marketplace: str, status: int, code: str
    ) -> None:
        """Each marketplace has its own code and status: Qoo10 answers 200 whatever happens."""
        mall = make_mall({"marketplace": marketplace})
        shop = mall.variables["shop"]
        known = MARKETPLACES[marketplace]
        secret = next(one.name for one in known.typed if one.is_issued)
        keys = {**shop["credentials"], secret: mall.variables["wrong_key"]}

        answer = api(
            site,
            mall,
            shop["site"],
            "authorize",
            httpx.Request("POST", "http://x", json={"keys": keys}).content,
        )

        assert answer.status_code == status
        assert answer.json()["error"] == {"reason": "refused", "code": code}


def api(site: MockSite, mall: MockMall, admin: str, call: str, body: bytes) -> httpx.Response:
    """Call the API of a marketplace."""
    host = {"Host": f"{mall.id}.{admin}-api.localhost:{site.port}"}
    return httpx.post(f"http://127.0.0.1:{site.port}/{call}", content=body, headers=host)
