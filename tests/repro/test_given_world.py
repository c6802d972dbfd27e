"""A flow is shown in a world that somebody has: a dump of the site, or a description."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.repro.given_world import GivenWorld, in_given_world
from guiderunner.scenario.variants import Variant
from mock_site.client import MockSite
from tests.repro.test_issues import checked

ROOT = Path(__file__).parent.parent.parent
RAKUTEN = {"marketplace": "rakuten"}


@cache
def _variant(scenario: str = "connect-account") -> Variant:
    return next(
        one
        for one in checked().suite.variants
        if one.scenario.id == scenario and one.row == RAKUTEN and one.locale == "en"
    )


def _placed(file: Path, variant: Variant | None = None) -> GivenWorld:
    chosen = variant or _variant()
    return in_given_world(checked().suite, chosen, file, MockSite.check_state)


@pytest.fixture
def dumped() -> dict[str, Any]:
    """A state as the site dumps it, in which there is nothing but a product."""
    tables: dict[str, Any] = {
        name: []
        for name in (
            *("mall", "login", "staff", "product", "account", "authorization", "synced"),
            *("template", "notification", "transfer", "shop", "key", "listing", "consent"),
        )
    }
    mall = {"user": "manager", "password": "«mall password»", "seed": "«mall seed»"}
    at: dict[str, Any] = {
        "clock": "2026-03-02T10:00:00+09:00",
        "faults": [],
        "session_minutes": None,
    }
    product = {"code": "P1", "name": "Bag", "price": 1, "stock": 1, "options": []}
    return {**tables, "mall": [{**mall, **at}], "product": [product]}


def _write(folder: Path, data: Any) -> Path:
    file = folder / "seller.json"
    file.write_text(json.dumps(data, indent=1), encoding="utf-8")
    return file


def _refused(file: Path) -> list[str]:
    with pytest.raises(GuiderunnerError) as raised:
        _placed(file)
    return str(raised.value).splitlines()


class TestADescription:
    def test_it_takes_the_place_of_all_that_the_scenario_gives(self, tmp_path: Path) -> None:
        """And nothing is restored."""
        data = {"shops": [{**RAKUTEN, "linked": True}]}

        placed = _placed(_write(tmp_path, data), _variant("retrieve-market-information"))

        assert placed.variant.given() == data
        assert placed.arguments == []

    def test_slips_are_told_where_they_stand(self, tmp_path: Path) -> None:
        """With the path, as JSON is often one long line."""
        file = _write(tmp_path, {"shops": [{"marketplace": "rakutan"}], "shopz": 1})

        told = _refused(file)

        near = "Did you mean 'rakuten'? [R004]"
        assert (
            f"{file}:4:4: shops[0].marketplace: there is no marketplace 'rakutan'. {near}" in told
        )
        assert told[1].startswith(f"{file}:7:2: shopz: unknown key 'shopz' in the world.")
        assert told[-1] == "2 problems in 1 file. Nothing was run."

    def test_what_the_steps_name_must_be_there(self, tmp_path: Path) -> None:
        """The greatest part that is missing is named, once."""
        without = _refused(_write(tmp_path, {"shops": []}))
        other = _refused(_write(tmp_path, {"shops": [{"marketplace": "ebay_japan"}]}))

        file = tmp_path / "seller.json"
        lacks = "in such a world there is no '{}', which is needed here. [R004]"
        assert without[:2] == [f"{file}:1:1: {lacks.format(one)}" for one in ("shop", "wrong_key")]
        assert other[0] == f"{file}:1:1: {lacks.format('shop.credentials.license_key')}"


class TestADump:
    def test_it_is_restored(self, tmp_path: Path, dumped: dict[str, Any]) -> None:
        """The variant's own world is made first, as it says which shop is meant."""
        file, suite = _write(tmp_path, dumped), checked().suite
        asked: list[tuple[Any, Any]] = []

        def check(data: Any, given: Any) -> list[Any]:
            asked.append((data, given))
            return []

        placed = in_given_world(suite, _variant(), file, check)

        assert asked == [(dumped, {"shops": [RAKUTEN]})]
        assert placed == GivenWorld(_variant(), file)
        assert placed.arguments == ["--restore-world", str(file)]

    def test_slips_are_told_where_they_stand(self, tmp_path: Path, dumped: dict[str, Any]) -> None:
        """All at once, before anything is run."""
        dumped["mall"][0]["faults"] = ["gremlins"]
        dumped["product"] *= 2

        told = _refused(file := _write(tmp_path, dumped))

        assert told[0].startswith(f"{file}:8:4: mall[0].faults: there is no fault 'gremlins'.")
        assert told[1].endswith("product[1].code: product[0] has 'P1', too. [R004]")

    def test_the_shop_of_the_flow_must_be_there(
        self, tmp_path: Path, dumped: dict[str, Any]
    ) -> None:
        """Else the steps would be done with another marketplace's keys."""
        told = _refused(_write(tmp_path, dumped))

        assert "shop: the seller has no shop at 'rakuten', which is needed here. [R004]" in told[0]

    def test_checking_imports_nothing_that_pytest_must_import_itself(self) -> None:
        """A plugin of pytest that is imported before stops the run: anyio is one."""
        code = (
            "import sys; from mock_site.client import MockSite; MockSite.check_state({}, {}); "
            "sys.exit('anyio' in sys.modules)"
        )

        ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)

        assert ended.returncode == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"shops": [\n}', ":2:1: this is no JSON: expecting value. [R003]"),
        ("[]", ":1:1: a world is a mapping of keys. [R003]"),
        ('{"a": "\udce9"}', ":1:1: the file is not UTF-8. Save it in UTF-8. [R003]"),
        (None, ":1:1: the file cannot be read: No such file or directory. [R003]"),
    ],
)
def test_what_is_no_world_is_refused(tmp_path: Path, text: str | None, said: str) -> None:
    """With the place where reading ended."""
    file = tmp_path / "seller.json"
    if text is not None:
        file.write_bytes(text.encode("utf-8", "surrogateescape"))

    assert _refused(file)[0] == f"{file}{said}"


def test_two_worlds_are_refused(tmp_path: Path) -> None:
    """A part of one world says nothing in another."""
    own = Variant(**{**vars(_variant()), "world": {"products": 1}})

    with pytest.raises(GuiderunnerError, match="has no place beside --world"):
        _placed(_write(tmp_path, {"shops": [RAKUTEN]}), own)
