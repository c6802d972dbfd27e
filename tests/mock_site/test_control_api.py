"""The control API against its own OpenAPI document: whatever comes in, it answers as it says."""

from collections.abc import Iterator
from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi.checks import positive_data_acceptance

from mock_site.client import MockMall, MockSite
from mock_site.control.openapi import DOCUMENT
from tests.properties import examples

SCHEMA = schemathesis.openapi.from_dict(dict(DOCUMENT))
OPERATIONS: dict[str, Any] = {
    (operation := cast("Any", one).ok()).label: operation for one in SCHEMA.get_all_operations()
}
load_all_checks()


@pytest.fixture(scope="module")
def mall(site: MockSite) -> Iterator[MockMall]:
    """A mall that is there, while others are asked for."""
    mall = site.create({"world": "linked"})
    yield mall
    mall.delete()


@pytest.mark.parametrize("label", sorted(OPERATIONS))
def test_whatever_comes_in_is_answered_as_documented(
    site: MockSite, mall: MockMall, label: str
) -> None:
    """No 5xx; each answer has a status and a body that the document knows."""
    operation = OPERATIONS[label]
    made: list[Any] = []

    @settings(
        examples(12),
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    @given(operation.as_strategy())
    def call(case: Any) -> None:
        # Half of the calls are for a mall that is there.
        if case.path_parameters and len(made) % 2 and case.method != "DELETE":
            case.path_parameters["mall"] = mall.id
        made.append(case)
        answer = case.call_and_validate(
            base_url=f"http://127.0.0.1:{site.port}",
            headers={"Authorization": f"Bearer {site.token}"},
            # What a schema cannot say, e.g. that there are so many products, is refused as well.
            excluded_checks=[positive_data_acceptance],
        )
        if case.method == "POST" and case.path.endswith("/malls") and answer.status_code == 200:
            site.call("DELETE", f"/control/malls/{answer.json()['id']}")

    call()
    assert made


@pytest.mark.parametrize("label", sorted(OPERATIONS))
def test_nothing_is_told_without_the_token(site: MockSite, mall: MockMall, label: str) -> None:
    """Every operation answers 401, and nothing happens."""
    operation = OPERATIONS[label]
    before = mall.dump()
    case = operation.Case(path_parameters={"mall": mall.id})

    answer = case.call(
        base_url=f"http://127.0.0.1:{site.port}", headers={"Authorization": "Bearer x"}
    )

    assert answer.status_code == 401
    assert mall.dump() == before
