"""The adapter: starting and stopping, making malls, checking worlds."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import psutil
import pytest

from mock_site.client import MockMall, MockSite
from tests.mock_site.visitor import Visitor, text_of

ROOT = Path(__file__).parents[2]
Malls = Callable[..., MockMall]
Visits = Callable[..., Visitor]


def call(site: MockSite, path: str) -> tuple[int, Any]:
    """Call the control API without its token."""
    connection = HTTPConnection("127.0.0.1", site.port, timeout=10)
    connection.request("GET", path)
    response = connection.getresponse()
    answer = response.status, json.loads(response.read())
    connection.close()
    return answer


class TestProcess:
    def test_it_dies_with_a_killed_parent(self, tmp_path: Path) -> None:
        """However the parent ends, no server is left behind, and no mall."""
        script, folder = tmp_path / "parent.py", tmp_path / "malls"
        folder.mkdir()
        script.write_text(
            "import sys, time\n"
            f"sys.path.insert(0, {str(ROOT)!r})\n"
            "from mock_site.client import MockSite\n"
            "import tempfile; tempfile.tempdir = str(sys.argv[1])\n"
            "site = MockSite.start()\n"
            "print(site.process_id, flush=True)\n"
            "time.sleep(60)\n"
        )
        parent = subprocess.Popen(
            [sys.executable, script, folder], stdout=subprocess.PIPE, text=True, cwd=tmp_path
        )
        assert parent.stdout is not None
        server = int(parent.stdout.readline())

        parent.send_signal(signal.SIGKILL)
        parent.wait()
        parent.stdout.close()

        assert wait_until(lambda: is_over(server))
        assert wait_until(lambda: not any(folder.iterdir()))

    def test_one_that_is_killed_is_replaced(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Malls, address and token outlive it; who holds a mall can learn that it was away."""
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        site = MockSite.start()
        mall, first = site.create({"shops": []}), site.process_id
        assert first is not None

        os.kill(first, signal.SIGKILL)
        assert wait_until(lambda: site.process_id != first)
        newer = site.create({"shops": []})
        interrupted, dumped = mall.was_interrupted(), mall.dump()
        is_newer_whole, second = not newer.was_interrupted(), site.process_id
        site.stop()

        assert (interrupted, is_newer_whole) == (True, True)
        assert dumped["mall"]
        assert second is not None
        assert is_over(second)
        assert not [
            one for one in psutil.Process().children() if str(tmp_path) in " ".join(one.cmdline())
        ]
        assert list(tmp_path.iterdir()) == []
        assert mall.was_interrupted()  # It is gone for good.

    def test_one_that_cannot_start_is_told(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nobody waits for it, and no folder is left."""
        monkeypatch.setenv("PYTHONHOME", "/nowhere")
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

        with pytest.raises(RuntimeError, match="did not start"):
            MockSite.start()

        assert list(tmp_path.iterdir()) == []

    def test_the_adapter_is_light(self) -> None:
        """Checking a world needs neither the web framework nor the database."""
        code = (
            "import sys; import mock_site.client;"
            "print([one for one in ('starlette', 'sqlalchemy', 'uvicorn', 'jinja2')"
            " if one in sys.modules])"
        )

        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
        )

        assert done.stdout.strip() == "[]"

    def test_another_process_can_connect(self, site: MockSite) -> None:
        """The address is all that a worker needs."""
        mall = MockSite.connect(site.address).create({"shops": []})

        assert mall.origin("pro").endswith(f".pro.localhost:{site.port}")
        mall.delete()


def wait_until(holds: Callable[[], bool]) -> bool:
    """Return whether something holds within ten seconds."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        if holds():
            return True
        os.sched_yield()
    return False


def is_over(process: int) -> bool:
    """Return whether a process has ended, though nobody has asked how."""
    status = Path(f"/proc/{process}/cmdline")
    return not status.exists() or status.read_bytes() == b""


class TestControl:
    def test_it_needs_its_token(self, site: MockSite) -> None:
        """Who has no token learns nothing."""
        assert call(site, "/control/malls/any")[0] == 401

    def test_it_describes_itself(self, site: MockSite) -> None:
        """The OpenAPI document names every endpoint, and the shapes of bodies."""
        status, document = call(site, "/control/openapi.json")

        assert status == 200
        assert set(document["paths"]["/control/malls/{mall}"]) == {
            *("parameters", "get", "put", "delete"),
        }
        assert "WorldStep" in document["components"]["schemas"]

    def test_it_lists_the_faults(self, site: MockSite) -> None:
        """Each with its kind, what it concerns, and a sentence."""
        faults = {one["name"]: one for one in site.call("GET", "/control/faults")}

        assert faults["market_silent"]["kind"] == "outage"
        assert faults["note_missing"]["concerns"] == "C07"
        assert all(one["description"].endswith(".") for one in faults.values())

    def test_a_mall_that_is_deleted_is_gone(self, make_mall: Malls, visit: Visits) -> None:
        """Its pages answer 404, and so does the control API."""
        mall = make_mall()
        pro = visit(mall)
        mall.delete()

        assert pro.get("/").status_code == 404
        with pytest.raises(RuntimeError, match="there is no such mall"):
            mall.dump()

    def test_malls_are_apart(self, make_mall: Malls, visit: Visits) -> None:
        """What is done in one mall is not seen in another, nor is its login good there."""
        one, other = make_mall(), make_mall()
        visit(one).post(
            "/settings/accounts/new?marketplace=rakuten", one.variables["shop"]["credentials"]
        )
        stranger = visit(other)
        stranger.cookies = {
            (key[0].replace(other.id, one.id), key[1]): value
            for key, value in stranger.cookies.items()
        }
        stranger.mall = one

        assert other.dump()["account"] == []
        assert stranger.get("/").url.path == "/login"

    def test_a_dump_holds_no_secret(self, make_mall: Malls) -> None:
        """Each secret stands there by its name."""
        mall = make_mall({"marketplace": "ebay_japan", "linked": True, "listed": 2})

        text = json.dumps(mall.dump(), ensure_ascii=False)

        assert not [name for name, value in mall.secrets.items() if value in text]
        assert "«ebay_japan hanbit_goods api_key 1»" in text


class TestMall:
    def test_secrets_differ_and_pictures_do_not(self, make_mall: Malls) -> None:
        """Two malls of one world share what a page shows: ids, and the ends of keys."""
        one, other = make_mall().variables["shop"], make_mall().variables["shop"]

        assert one["id"] == other["id"]
        for name in ("service_secret", "license_key"):
            assert one["credentials"][name] != other["credentials"][name]
            assert one["credentials"][name][-4:] == other["credentials"][name][-4:]

    def test_keys_that_are_issued_are_in_hand(self, make_mall: Malls) -> None:
        """After a world step the variables hold what was issued last, a secret as those before."""
        mall = make_mall({"marketplace": "rakuten", "linked": True})
        before = mall.variables["shop"]["credentials"]["license_key"]

        mall.perform({"issue_keys": {}})
        after = mall.variables["shop"]["credentials"]["license_key"]

        assert after != before
        assert {before, after} <= set(mall.secrets.values())

    @pytest.mark.parametrize("marketplace", ["rakuten", "ebay_japan", "shopee"])
    def test_stand_ins_have_the_shape_of_variables(
        self, make_mall: Malls, marketplace: str
    ) -> None:
        """What is checked without a site is what a mall has."""
        shops = [{"marketplace": marketplace}]

        def shape(value: Any) -> Any:
            return {k: shape(v) for k, v in value.items()} if isinstance(value, dict) else None

        assert shape(MockSite.variables({"shops": shops})) == shape(make_mall(*shops).variables)

    def test_login_opens_the_page_that_was_asked_for(self, make_mall: Malls, visit: Visits) -> None:
        """Who is not logged in comes to the login, and from there to the page."""
        mall = make_mall()
        pro = visit(mall)
        pro.cookies = {}

        asked = pro.get("/products")
        wrong = pro.post("/login", {**mall.variables["mall"], "mall": mall.id, "password": "no"})
        right = pro.post("/login", {**mall.variables["mall"], "mall": mall.id, "next": "/products"})

        assert asked.url.path == "/login"
        assert "is not right" in text_of(wrong)
        assert right.url.path == "/products"

    def test_login_leads_nowhere_else(self, make_mall: Malls, visit: Visits) -> None:
        """An address of another site is not followed."""
        mall = make_mall()
        login = {**mall.variables["mall"], "mall": mall.id, "next": "//elsewhere.example/"}

        assert visit(mall).post("/login", login).url.path == "/"


WORLDS = [
    ({"shop": []}, ["given", "shop"], "unknown key 'shop' in the world. Did you mean 'shops'?"),
    (
        {"shops": [{"marketplace": "rakutan"}]},
        ["given", "shops", 0, "marketplace"],
        "there is no marketplace 'rakutan'. Did you mean 'rakuten'?",
    ),
    (
        {"shops": [{"marketplace": "rakuten", "link": True}]},
        ["given", "shops", 0, "link"],
        "unknown key 'link' in the world. Did you mean 'linked'?",
    ),
    (
        {"staff": [{"user": "helper", "menus": ["products"], "menu": []}]},
        ["given", "staff", 0, "menu"],
        "unknown key 'menu' in the world. Did you mean 'menus'?",
    ),
    ({"shops": [{}]}, ["given", "shops", 0], "the world needs 'marketplace' here."),
    (
        {"shops": [{"marketplace": "rakuten", "listed": 1}]},
        ["given"],
        "shops[0]: 'listed' needs 'linked: true'.",
    ),
    (
        {"products": 9},
        ["given", "products"],
        "'products' in the world: input should be less than or equal to 5, not '9'.",
    ),
]


class TestDefects:
    @pytest.mark.parametrize("one", MockSite.defects, ids=lambda one: one["name"])
    def test_each_can_be_on_in_any_world(self, one: dict[str, Any]) -> None:
        """With what is wrong there already; it is the last thing that happens."""
        given = {"world": "rakuten_key_expired", "faults": ["market_slow"]}
        broken = MockSite.with_defect(given, one["name"])

        assert MockSite.check(broken, []) == []
        assert broken["steps"][-1] == {"faults": ["market_slow", one["name"]]}

    def test_faults_of_a_step_stay_on(self) -> None:
        """A step that switches faults switches others off: those of the last one are kept."""
        given = {"faults": ["market_slow"], "steps": [{"faults": ["market_silent"]}]}

        assert MockSite.with_defect(given, "help_missing")["steps"] == [
            {"faults": ["market_silent"]},
            {"faults": ["market_silent", "help_missing"]},
        ]

    def test_it_is_on_once_the_world_is_made(self, site: MockSite) -> None:
        """What the world says was done while all was well."""
        shop = {"marketplace": "rakuten", "linked": True, "listed": 1}
        mall = site.create(MockSite.with_defect({"shops": [shop]}, "save_links_as_refused"))
        dumped = mall.dump()
        mall.delete()

        assert [one["refused"] for one in dumped["account"]] == [""]
        assert "save_links_as_refused" in str(dumped["mall"])


class TestCheck:
    @pytest.mark.parametrize(("given", "path", "message"), WORLDS)
    def test_a_mistake_is_told_where_it_stands(
        self, given: dict[str, Any], path: list[str | int], message: str
    ) -> None:
        """The path leads to the key, and the message says what was probably meant."""
        assert MockSite.check(given, []) == [(path, message)]

    def test_a_right_world_is_silent(self) -> None:
        """Also when its values are texts, as they come from YAML."""
        given = {"shops": [{"marketplace": "shopee", "linked": "true"}], "products": "2"}

        assert MockSite.check(given, [{"advance": "91 days"}]) == []

    def test_a_step_is_checked(self) -> None:
        """A length of time has a number and a unit."""
        [(path, message)] = MockSite.check({}, [{"advance": "soon"}])

        assert path == ["steps", 0, "advance"]
        assert message == ("'soon' is not a length of time such as '30 minutes' or '91 days'.")
