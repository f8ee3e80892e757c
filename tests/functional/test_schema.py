"""Requests made up from the OpenAPI description, good and bad: none is a fault of ours, each answer fits it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

CHECKS: list[Any] = [not_a_server_error, content_type_conformance, response_schema_conformance]
EXAMPLES = 20
UNTRIED = "^(/api/v1/staff|/readyz|/metrics|/healthz)"


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_no_request_that_the_description_allows_or_forbids_is_a_fault_of_ours(site: str, mode: Any) -> None:
    schema = schemathesis.openapi.from_url(f"{site}/api/v1/openapi.json").exclude(path_regex=UNTRIED)
    tried = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        if mode is GenerationMode.NEGATIVE and not (operation.body or operation.query):
            continue  # what takes nothing can't be given anything wrong
        _try(operation.as_strategy(generation_mode=mode), f"{operation.method} {operation.path}")
        tried += 1
    assert tried >= 8


def _try(cases: st.SearchStrategy[Any], name: str) -> None:
    @given(case=cases)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def call(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    checked: Callable[[], None] = call
    try:
        checked()
    except Exception as error:
        raise AssertionError(f"{name}: {error}") from error
