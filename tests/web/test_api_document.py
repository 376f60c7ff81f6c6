"""The OpenAPI document held against the application: no fault of ours, no answer that it does not
tell of.
"""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from onrecord.record import Record
from onrecord.web import create_app

HERE = "http://127.0.0.1"
EACH = 20  # requests to each address
HELD = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


class Quoting:
    """Finds no quotation in a draft, in place of the process beside the server."""

    def wake(self) -> None:
        """What is handed over waits."""

    def quotations(self, draft: str) -> list[tuple[str, str | None]]:
        return []


def test_every_answer_is_one_that_the_document_tells(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.web.guard.AT_ONCE", 1e6)  # requests, so that none is refused
    app = create_app(record)
    app.state.worker = Quoting()
    document = schemathesis.openapi.from_dict(app.openapi())
    document.app = app
    asked = []
    for found in document.get_all_operations():
        operation = found.ok()
        asked.append(f"{operation.method.upper()} {operation.path}")

        @settings(
            max_examples=EACH,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def holds(case: schemathesis.Case) -> None:
            answer = case.call(base_url=HERE, headers={"Host": "127.0.0.1"})
            case.validate_response(answer, checks=HELD)

        holds()
    assert "POST /api/check" in asked and "GET /api/commitments/{id}" in asked
