"""Whatever is wrong with a draft is told in full, each thing in a sentence at its key."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from intake.agreement_documents import AgreementDocuments
from sla.agreement import Json
from sla.errors import BadInput
from tests.intake.agreements import SMALLEST, WHOLE, Path, changed, leaves

DOCUMENTS = AgreementDocuments()

EMPTY: dict[str, Json] = {"team": {"zone": "Europe/Berlin"}, "quota": {}, "lead_types": []}
"""What a draft begins as."""

WRONG: list[tuple[Path, Json, str, str]] = [
    (("team", "until"), "2026-01-31", "team.until", "2026-01-31 lies before the first day, 2026-02-01"),
    (("team", "until"), "soon", "team.until", '"soon" is not a date'),
    (("team", "goals"), ["x" * 301], "team.goals[1]", "at most 300 characters"),
    (("team", "goals"), ["x"] * 11, "team.goals", "has 11 entries; write at most 10"),
    (("team", "goals"), "Grow", "team.goals", "write a list of values in square brackets"),
    (("team", "target_buyer"), "x" * 501, "team.target_buyer", "at most 500 characters"),
    (("team", "target_buyer"), "\x00", "team.target_buyer", "write a text in quotes"),
    (("team", "channel"), "#a\ud800", "team.channel", "is not a channel name"),
    (("team", "holidays"), 5, "team.holidays", "write a country or region in quotes"),
    (("team", "hours"), "09:00-12:00, 11:00-15:00", "team.hours", "overlap"),
    (("team", "currency"), "JPY", "lead_types[2].aov", "has more decimals than JPY has"),
    (("streams", 0, "share"), "50%", "streams", "the shares add up to 90%; make them add up to 100%"),
    (("streams", 0, "share"), None, "streams[1].share", "with several streams New business needs one"),
    (("streams", 2, "needs_leads"), "no", "streams[3].needs_leads", "write true or false"),
    (("streams", 2, "needs_leads"), True, "streams[3]", "no lead type is for Renewals; add one"),
    (("streams", 2, "name"), "new-business", "streams[3].name", "cannot be told apart; rename one"),
    (("streams", 2, "name"), "!!", "streams[3].name", "has no letter or digit"),
    (("streams", 2, "margin"), "35", "streams[3].margin", "two ways"),
    (("lead_types", 2, "stream"), "Renewals", "lead_types[3].stream", "Renewals needs no leads; name another stream"),
    (("lead_types", 2, "stream"), "Elsewhere", "lead_types[3].stream", "known are New business, Partners."),
    (("lead_types", 2, "stream"), None, "lead_types[3].stream", "is missing; write which stream these leads are for"),
    (("lead_types", 0, "share"), "74%", "lead_types", "the shares of New business add up to 99%"),
    (("lead_types", 0, "share"), "74.99999%", "lead_types", "add up to nearly 100%, not exactly"),
    (("lead_types", 0, "share"), None, "lead_types[1].share", "with several lead types Website form needs one"),
    (("lead_types", 2, "name"), "OUTBOUND", "lead_types[3].name", '"OUTBOUND" and "Outbound" cannot be told apart'),
    (("lead_types", 2, "origins"), ["web"], "lead_types[3].origins", '"web" stands for both Website form and Referral'),
    (("lead_types", 1, "origins"), ["referral"], "lead_types[3].name", '"referral" stands for both Outbound and Referral'),
    (("lead_types", 2, "stages"), ["lead", "Lead"], "lead_types[3].stages", "a name of its own"),
    (("lead_types", 2, "stages"), ["lead"], "lead_types[3].stages", "at least two stages"),
    (("lead_types", 2, "rates"), [], "lead_types[3].rates", "needs 1 rates, one between"),
    (("lead_types", 0, "first_attempt_within"), "999h", "lead_types[1].first_attempt_within", "more than the team works in 4 weeks"),
    (("lead_types", 0, "aov"), "0", "lead_types[1].aov", "more than 0"),
    (("stages", "contact"), None, "stages.contact", "is missing; write what a lead at this stage is"),
    (("stages", "Contcat"), "Hm.", "stages.Contcat", "is not a stage of any lead type; did you mean contact?"),
    (("stages", "signed up"), "Hm.", "stages.signed up", "stages are MQL, SQL, opportunity, won, contact, lead."),
    (("stages", "sql"), "Again.", "stages.sql", "is SQL already; write one sentence for it"),
    (("stages", "won"), "", "stages.won", "write a text in quotes, at most 300 characters"),
    (("stages",), "none", "stages", "write a table of keys"),
    (("qualified_lead", "threshold"), 31, "qualified_lead.threshold", "can reach 30 points, so the threshold must be from 1 to 30"),
    (("qualified_lead", "threshold"), None, "qualified_lead.threshold", "is missing; write the points"),
    (("qualified_lead", "fit", 1, "name"), "50 TO 500 people", "qualified_lead.fit", 'lists "50 TO 500 people" twice'),
    (("qualified_lead", "fit", 1, "points"), 0, "qualified_lead.fit[2].points", "1 or more"),
    (("handoff", "routing"), "by luck", "handoff.routing", "'round robin' or 'by hand'"),
    (("handoff", "process"), [], "handoff.process", "is empty; write at least one"),
    (("handoff", "unreachable_after"), "7", "handoff.unreachable_after", "a whole number without quotes"),
    (("handoff", "proces"), [], "handoff.proces", "is not a key of an agreement; did you mean process?"),
    (("marketing", "accepted_target"), "\ud800", "marketing.accepted_target", "is not a rate"),
    (("marketing", "accepted_target"), "180%", "marketing.accepted_target", '"180%" cannot be a rate'),
    (("sales", "accept_within"), "8 days", "sales.accept_within", '"8 days" is not a span of working time'),
    (("sales", "accept_within"), "999h", "sales.accept_within", "more than the team works in 4 weeks"),
    (("sales", "reject_reasons"), ["other", "Other"], "sales.reject_reasons", 'lists "Other" twice'),
    (("sales", "reject_reasons"), ["x" * 76], "sales.reject_reasons[1]", "at most 75 characters"),
    (("sales", "intake_factor"), "0.9", "sales.intake_factor", '"0.9" is not from 1 to 10 times the plan'),
    (("sales", "intake_factor"), "10.1", "sales.intake_factor", "from 1 to 10 times the plan"),
    (("sales", "intake_factor"), "a lot", "sales.intake_factor", 'write it like "1.5"'),
    (("escalation", 1, "after_days"), 0, "escalation[2].after_days", "0 does not come after 0"),
    (("escalation", 1, "tells"), "everybody", "escalation[2].tells", "'rep and stand-in', 'manager' or 'offer to reassign'"),
    (("escalation",), [], "escalation", "is empty; write at least one"),
    (("improvements", 0, "lead_type"), "Fax", "improvements[1].lead_type", "known are Website form, Outbound, Referral."),
    (("improvements", 0, "stage"), "won", "improvements[1].stage", '"won" is not a stage from which Website form goes on; those are MQL, SQL, opportunity.'),
    (("improvements", 0, "stage"), "MCL", "improvements[1].stage", '"MCL" is not a stage from which'),
    (("improvements", 0, "by"), "2026-02-01", "improvements[1].by", "is not after the first day, 2026-02-01"),
    (("improvements", 0, "rate"), "23%", "improvements[1].rate", "23% is not above today's 23%; write a higher rate"),
    (("improvements", 1, "rate"), "26%", "improvements[2].rate", "does not rise with the days of this step"),
    (("improvements", 1, "by"), "2026-06-30", "improvements[2].rate", "does not rise with the days of this step"),
    (("other_promises", 0, "side"), "legal", "other_promises[1].side", "'marketing' or 'sales'"),
    (("other_promises", 0, "owner"), None, "other_promises[1].owner", "is missing"),
    (("metrics", 0, "source"), None, "metrics[1].source", "is missing"),
    (("meetings",), {"name": "Stand-up"}, "meetings", "write a list of values"),
    (("people",), [], "people", "is not a key of an agreement"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "value", "field", "says"), WRONG, ids=[f"{row[2]}-{row[1]!a:.12}" for row in WRONG]
)
def test_each_fault_is_one_sentence_at_its_key(path: Path, value: Json, field: str, says: str) -> None:
    tables = changed(WHOLE, path, value)
    (fault,) = DOCUMENTS.faults(tables)
    assert fault.field == field
    assert says in fault.sentence
    assert fault.sentence.endswith((".", "?"))
    assert "sla.example.toml" not in fault.sentence
    with pytest.raises(BadInput) as refused:
        DOCUMENTS.read(tables)
    assert refused.value.field == field
    assert refused.value.message.startswith(field)


def test_an_empty_draft_is_asked_for_what_it_needs() -> None:
    assert [(fault.field, fault.sentence) for fault in DOCUMENTS.faults(EMPTY)] == [
        ("team.name", "is missing; write the name of the team or company."),
        ("team.currency", 'is missing; write the currency of every amount, like "USD".'),
        ("team.channel", 'is missing; write the channel of the morning digest, like "#sla".'),
        ("team.effective", "is missing; write the first day of the agreement, like 2026-01-31."),
        ("quota.amount", 'is missing; write the revenue to reach, like "500k".'),
        (
            "lead_types",
            "is empty; write at least one kind of lead with its name, rates and average order value.",
        ),
    ]
    assert [fault.field for fault in DOCUMENTS.faults({})] == ["team", "quota", "lead_types"]


def test_a_fault_in_one_table_hides_none_in_another() -> None:
    tables = changed(SMALLEST, ("team", "name"), None)
    tables = changed(tables, ("team", "nmae"), "Acme")
    tables = changed(tables, ("quota", "amount"), "12,5k")
    tables = changed(tables, ("lead_types", 0, "rates"), ["34%"])
    tables = changed(tables, ("lead_types", 0, "aov"), "0.001")
    tables = changed(tables, ("sales",), {"suggested_days": [1], "accept_within": "999h"})
    assert [fault.field for fault in DOCUMENTS.faults(tables)] == [
        "team.nmae",
        "quota.amount",
        "lead_types[1].rates",
        "lead_types[1].aov",
        "sales.cadence",
        "sales.accept_within",
    ]


def test_only_streams_that_need_leads_are_offered_to_lead_types() -> None:
    none = changed(SMALLEST, ("streams",), [{"name": "Renewals", "needs_leads": False}])
    assert DOCUMENTS.faults(none)[0].field == "streams"
    assert DOCUMENTS.faults(none)[0].sentence == "none of them needs leads; set needs_leads = true for one."
    two: Json = [{"name": "New", "share": "1 of 3"}, {"name": "Old", "share": "2 of 3", "needs_leads": False}]
    terms = DOCUMENTS.read(changed(SMALLEST, ("streams",), two)).terms
    assert [kind.stream for kind in terms.lead_types] == ["new"]


def test_a_stage_called_lead_has_a_usual_sentence() -> None:
    tables = changed(SMALLEST, ("lead_types", 0, "stages"), ["Lead", "won"])
    terms = DOCUMENTS.read(changed(tables, ("lead_types", 0, "rates"), ["8%"])).terms
    assert [one.stage for one in terms.prose.stages] == ["Lead", "won"]
    assert all(one.meaning.endswith(".") for one in terms.prose.stages)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=12)
    | st.sampled_from(["50%", "2h", "09:00"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
PLACES = st.sampled_from([path[:n] for path in leaves(WHOLE) for n in range(1, len(path) + 1)])


@settings(max_examples=200, deadline=None)
@given(places=st.lists(st.tuples(PLACES, JSON), min_size=1, max_size=3))
@example(places=[(("lead_types", 0, "stages"), [])])
def test_whatever_a_draft_holds_it_is_read_or_every_reason_is_given(places: list[tuple[Path, Json]]) -> None:
    tables = WHOLE
    for path, value in places:
        try:
            tables = changed(tables, path, value)
        except (AssertionError, LookupError, TypeError):
            continue  # an earlier change took this place away
    faults = DOCUMENTS.faults(tables)
    if faults:
        with pytest.raises(BadInput) as refused:
            DOCUMENTS.read(tables)
        assert refused.value.field == faults[0].field
        assert len(refused.value.message.splitlines()) >= len(faults)
    else:
        written = DOCUMENTS.read(tables)
        assert DOCUMENTS.terms(written.body) == written.terms
