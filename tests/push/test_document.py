"""The document says what is true: every field, and every answer of a live server to what a machine invents from it."""

import json
from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from bot.clock import SystemClock
from bot.push_endpoint import Endpoint
from bot.push_limits import Limits
from bot.push_paths import DOCUMENT_PATH, described
from bot.serving import Server
from intake.push_document import EVENTS_PATH, FIELDS, document
from intake.push_proof import Prover
from intake.push_reading import SHAPES
from tests.push.desk import KEY, PushDesk, lead

DOCUMENT = json.loads(json.dumps(document("0")))
NO_EDGES = SchemathesisConfig.from_dict({"phases": {"coverage": {"enabled": False}}})
SAMPLE = schemathesis.openapi.from_dict(DOCUMENT, config=NO_EDGES)
WHOLE = schemathesis.openapi.from_dict(DOCUMENT)
"""With some 900 requests at the edges of what each field may hold."""
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
    negative_data_rejection,
    unsupported_method,
]


def test_every_field_is_described_and_none_too_many() -> None:
    assert {name for shape in SHAPES for name in shape.fields} == set(FIELDS)


def test_each_answer_is_as_the_document_says(desk: PushDesk) -> None:
    desk.add()
    answers = {**DOCUMENT["components"]["schemas"]["PushAnswer"], "components": DOCUMENT["components"]}
    for event in (lead(), lead(owner="x@example.com"), lead(handed_off=None)):
        Draft202012Validator(answers).validate(json.loads(desk.reply(event).body))


@pytest.fixture
def live(desk: PushDesk) -> Iterator[tuple[str, str]]:
    """The address of a server on the machine's clock, and a token that opens it."""
    token = desk.add()
    endpoint = Endpoint(
        prover=Prover(tenant_id=desk.tenant_id, key=KEY),
        pushing=desk.pushing,
        limits=Limits(per_minute=100_000, threads=8),
        clock=SystemClock(),
        taken=lambda _source, _results: None,
    )
    paths = {EVENTS_PATH: endpoint, DOCUMENT_PATH: described("0")}
    server = Server(paths, host="127.0.0.1", port=0, threads=2, setting="SLA_PUSH_PORT")
    server.start()
    yield server.url, token
    server.stop()


RANDOM = settings(
    max_examples=40, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


def is_as_documented(case: Case, live: tuple[str, str]) -> None:
    url, token = live
    case.call_and_validate(base_url=url, headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)


@SAMPLE.parametrize()
@RANDOM
def test_whatever_a_machine_invents_is_answered_as_documented(case: Case, live: tuple[str, str]) -> None:
    is_as_documented(case, live)


@pytest.mark.chaos
@WHOLE.parametrize()
@RANDOM
def test_every_edge_of_the_document_is_answered_as_documented(case: Case, live: tuple[str, str]) -> None:
    is_as_documented(case, live)


@SAMPLE.parametrize()
@settings(RANDOM, max_examples=10)
def test_nobody_gets_in_without_a_proof(case: Case, live: tuple[str, str]) -> None:
    answer = case.call(base_url=live[0], headers={"Authorization": "Bearer slabot.crm.x"})
    assert answer.status_code in {401, 405, 413}
