"""The canonical text leaves nothing to a default, and means what was written."""

import json
from fractions import Fraction
from hashlib import sha256

import pytest

from intake.agreement_body import FORMAT
from intake.agreement_documents import AgreementDocuments
from sla.agreement import Json
from sla.errors import BadInput
from sla.people import Side
from sla.promises import QualifiedLead, Routing, Rung, StageMeaning, Tells
from tests.intake.agreements import SMALLEST, WHOLE

DOCUMENTS = AgreementDocuments()


def test_the_body_leaves_nothing_to_a_default() -> None:
    body = json.loads(DOCUMENTS.read(SMALLEST).body)
    assert body["format"] == FORMAT
    assert body["streams"] == [{"name": "All business", "share": "100%", "needs_leads": True}]
    assert body["lead_types"][0]["origins"] == ["*", "website form"]
    assert body["lead_types"][0]["stream"] == "All business"
    assert set(body["stages"]) == {"MQL", "SQL", "opportunity", "won"}
    assert body["sales"]["suggested_days"] == [5, 10, 14, 21, 28, 42, 56]
    assert body["team"]["holidays"] == "none"
    assert [rung["after_days"] for rung in body["escalation"]] == [0, 1, 3, 5]
    assert "people" not in body
    assert "agreement" not in body


@pytest.mark.parametrize("tables", [WHOLE, SMALLEST], ids=["whole", "smallest"])
def test_body_tables_and_terms_are_each_others_inverses(tables: dict[str, Json]) -> None:
    written = DOCUMENTS.read(tables)
    assert written.sha256 == written.terms.sha256 == sha256(written.body.encode()).hexdigest()
    assert DOCUMENTS.terms(written.body) == written.terms
    assert DOCUMENTS.read(DOCUMENTS.tables(written.body)) == written
    assert (written.terms.version, written.terms.people) == (0, ())


def test_every_promise_arrives_in_the_terms() -> None:
    terms = DOCUMENTS.read(WHOLE).terms
    assert [(one.key, one.share, one.needs_leads, one.margin) for one in terms.streams] == [
        ("new-business", Fraction(6, 10), True, Fraction(35, 100)),
        ("partners", Fraction(3, 10), True, None),
        ("renewals", Fraction(1, 10), False, Fraction(7, 10)),
    ]
    kinds = {kind.key: kind for kind in terms.lead_types}
    assert {key: (kind.stream, kind.share) for key, kind in kinds.items()} == {
        "website-form": ("new-business", Fraction(3, 4)),
        "outbound": ("new-business", Fraction(1, 4)),
        "referral": ("partners", Fraction(1)),
    }
    assert kinds["outbound"].origins == {"outbound", "cold call"}
    assert terms.other_type == "outbound"
    assert terms.first_attempt_within("website-form").total_seconds() == 30 * 60
    assert terms.first_attempt_within("outbound").total_seconds() == 90 * 60
    assert terms.holidays == "DE-BE"
    assert terms.ends_on is not None
    assert isinstance(terms.qualified, QualifiedLead)
    assert terms.handoff.routing is Routing.BY_HAND
    assert terms.marketing.sql_target == Fraction(4, 10)
    assert terms.sales.intake_factor == 2
    assert terms.ladder == (Rung(after_days=0, tells=Tells.REP), Rung(after_days=2, tells=Tells.MANAGER))
    assert [(one.lead_type, one.stage) for one in terms.improvements] == [("website-form", "opportunity")] * 2
    assert [(one.key, one.side) for one in terms.other_promises] == [("case-studies", Side.MARKETING)]
    assert StageMeaning(stage="SQL", meaning="A rep has spoken with them.") in terms.prose.stages
    assert {one.stage for one in terms.prose.stages} == {
        "MQL",
        "SQL",
        "opportunity",
        "won",
        "contact",
        "lead",
    }
    assert terms.prose.target_buyer == "Heads of operations."


def test_a_newer_format_is_refused_with_one_sentence() -> None:
    newer = json.dumps({**json.loads(DOCUMENTS.read(WHOLE).body), "format": FORMAT + 1})
    for read in (DOCUMENTS.terms, DOCUMENTS.tables):
        with pytest.raises(
            BadInput, match=r"newer sla-bot \(format 2; known here is 1\); update this one\.$"
        ):
            read(newer)


@pytest.mark.parametrize("body", ["", "[]", "{}", "null", '{"format": "1"}', "{"])
def test_a_text_that_is_no_agreement_is_refused(body: str) -> None:
    with pytest.raises(BadInput, match="cannot be read; restore it from a backup"):
        DOCUMENTS.terms(body)
