"""Requests made up from the OpenAPI description, good and bad: none is a fault of ours, each answer fits it."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]
EXAMPLES = 25
UNTRIED = "^(/api/v1/staff|/readyz|/metrics)"

schema = schemathesis.pytest.from_fixture("described")


@pytest.fixture(scope="session")
def described(site: str) -> Any:
    return schemathesis.openapi.from_url(f"{site}/api/v1/openapi.json").exclude(path_regex=UNTRIED)


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_request_that_the_description_allows_or_forbids_is_a_fault_of_ours(case: Case) -> None:
    case.call_and_validate(checks=CHECKS)
