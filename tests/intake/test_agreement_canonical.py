"""One agreement has one text and one hash, however it is written; another one has another."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from intake.agreement_documents import AgreementDocuments
from intake.agreement_keys import table_at
from intake.agreement_shape import AgreementShape
from sla.agreement import Json
from tests.intake.agreements import SMALLEST, WHOLE, Path, changed, leaves, shuffled

DOCUMENTS = AgreementDocuments()

ANOTHER: dict[Path, Json] = {
    ("team", "name"): "Acme Ltd",
    ("team", "zone"): "Europe/Vienna",
    ("team", "currency"): "USD",
    ("team", "channel"): "#leads",
    ("team", "effective"): "2026-02-02",
    ("team", "until"): "2026-12-30",
    ("team", "locale"): "de_AT",
    ("team", "holidays"): "DE-BY",
    ("team", "hours"): "09:00-12:30, 13:30-18:01",
    ("team", "days"): "Mon-Fri",
    ("team", "digest_at"): "08:31",
    ("team", "nudge_at"): "09:31",
    ("team", "goals", 0): "Grow the north by half.",
    ("team", "goals", 1): "Answer within two hours.",
    ("team", "target_buyer"): "Heads of finance.",
    ("quota", "amount"): "500000.01",
    ("quota", "period"): "year",
    ("quota", "share_of"): "revenue",
    ("streams", 0, "margin"): "36%",
    ("streams", 2, "name"): "Retention",
    ("streams", 2, "margin"): "71%",
    ("lead_types", 0, "rates", 0): "34%",
    ("lead_types", 0, "rates", 1): "82.1%",
    ("lead_types", 0, "rates", 2): "23.000001%",
    ("lead_types", 0, "aov"): "2000.01",
    ("lead_types", 1, "aov"): "2500.51",
    ("lead_types", 2, "aov"): "4001",
    ("lead_types", 0, "origins", 0): "webpage",
    ("lead_types", 0, "first_attempt_within"): "31m",
    ("lead_types", 1, "closes_after", 3): 46,
    ("open_business", 0, "closes"): "2026-04-01",
    ("open_business", 0, "value"): "40000.01",
    ("open_business", 1, "closes"): "2026-04-01",
    ("open_business", 1, "value"): "12501",
    ("qualified_lead", "threshold"): 21,
    ("handoff", "routing"): "round robin",
    ("handoff", "unreachable_after"): 6,
    ("handoff", "dispute_within_days"): 3,
    ("marketing", "accepted_target"): "85.5%",
    ("marketing", "sql_target"): "4 of 10",
    ("sales", "accept_within"): "3h",
    ("sales", "first_attempt_within"): "91m",
    ("sales", "longest_gap_days"): 13,
    ("sales", "intake_factor"): "2.0001",
    ("sales", "touches_per_rep_week"): 121,
    ("sales", "suggested_days", 0): 4,
    ("sales", "cadence", 0, "day"): 11,
    ("escalation", 1, "after_days"): 3,
    ("escalation", 1, "tells"): "offer to reassign",
    ("improvements", 0, "rate"): "27%",
    ("improvements", 0, "by"): "2026-06-29",
    ("other_promises", 0, "side"): "sales",
}
"""By place, a value that says something else; the rest of the places take any other text, percent or number."""

TOGETHER: list[list[tuple[Path, Json]]] = [
    [(("streams", 0, "share"), "50%"), (("streams", 1, "share"), "40%")],
    [(("lead_types", 0, "share"), "70%"), (("lead_types", 1, "share"), "30%")],
    [(("streams", 2, "needs_leads"), True), (("lead_types", 2, "stream"), "Renewals"), (("open_business", 1, "stream"), "Renewals"), (("streams", 1, "needs_leads"), False)],
    [(("sales", "cadence", 1, "follow_ups"), 3), (("sales", "suggested_days", 3), None)],
    [(("sales", "cadence", 1, "day"), 31)],
    [(("sales", "cadence", 0, "follow_ups"), 3), (("sales", "suggested_days", 2), 10)],
    [(("escalation", 0, "tells"), "rep and stand-in")],
    [(("lead_types", 0, "origins", 1), "*"), (("lead_types", 1, "origins", 0), "demo request")],
    [(("improvements", 0, "stage"), "SQL"), (("improvements", 0, "rate"), "90%")],
    [(("improvements", 1, "by"), "2026-10-01")],
    [(("improvements", 1, "rate"), "29%")],
]  # fmt: skip
"""Changes that are an agreement again only together, or that `other` would not find."""

REFERRED = ["New business", "Partners", "Website form", "MQL", "SQL", "opportunity", "won", "contact", "lead"]
"""Names that stand in several places, changed in all of them at once."""


def hashed(tables: dict[str, Json]) -> str:
    return DOCUMENTS.read(tables).sha256


def other(path: Path) -> Json:
    if path in ANOTHER:
        return ANOTHER[path]
    old: object = WHOLE
    for part in path:
        old = old[part]  # type: ignore[index]
    if isinstance(old, int):
        return old + 1
    assert isinstance(old, str)
    return "77%" if old.endswith("%") else f"{old} or so"


def alone(path: Path) -> bool:
    """Whether a change at this place alone may be an agreement again."""
    old: object = WHOLE
    for part in path:
        old = old[part]  # type: ignore[index]
    return (
        old not in REFERRED
        and path[-1] not in {"share", "needs_leads"}
        and path not in {at for steps in TOGETHER for at, _ in steps}
    )


@pytest.mark.parametrize(
    "path",
    [path for path in leaves(WHOLE) if alone(path)],
    ids=lambda path: ".".join(map(str, path)),
)
def test_whatever_is_changed_the_hash_is_another(path: Path) -> None:
    assert hashed(changed(WHOLE, path, other(path))) != hashed(WHOLE)


@pytest.mark.parametrize("steps", TOGETHER)
def test_what_can_only_change_together_changes_the_hash(steps: list[tuple[Path, Json]]) -> None:
    tables = WHOLE
    for path, value in steps:
        tables = changed(tables, path, value)
    assert hashed(tables) != hashed(WHOLE)


@pytest.mark.parametrize("name", REFERRED)
def test_another_name_everywhere_changes_the_hash(name: str) -> None:
    stages = {"won": "Signed.", **dict.fromkeys(("MQL", "SQL", "opportunity", "contact", "lead"), "A stage.")}
    text = json.dumps(changed(WHOLE, ("stages",), stages))
    assert hashed(json.loads(text.replace(f'"{name}"', '"Another"'))) != hashed(json.loads(text))


def test_the_whole_agreement_writes_out_every_key_there_is() -> None:
    """So that a key added to the shape is missed here until it is changed above."""

    def known(table: type[BaseModel], at: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
        found = set()
        for key in table.model_fields:
            inner = table_at((key,), table)
            found |= {(*at, key)} if inner is table else known(inner, (*at, key))
        return found

    written = {tuple(part for part in path if isinstance(part, str)) for path in leaves(WHOLE)}
    assert known(AgreementShape) == {path[:1] if path[0] == "stages" else path for path in written}


@settings(max_examples=50, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_without_a_meaning_has_none(dice: random.Random) -> None:
    again = shuffled(WHOLE, dice)
    assert isinstance(again, dict)
    assert DOCUMENTS.read(again) == DOCUMENTS.read(WHOLE)


def test_order_with_a_meaning_has_one() -> None:
    for path in [("sales", "reject_reasons"), ("handoff", "process"), ("team", "goals"), ("meetings",)]:
        old: object = WHOLE
        for part in path:
            old = old[part]  # type: ignore[index]
        assert isinstance(old, list)
        assert hashed(changed(WHOLE, path, list(reversed(old)))) != hashed(WHOLE)


SAME: list[tuple[Path, Json]] = [
    (("sales", "first_attempt_within"), "1h 30m"),
    (("sales", "accept_within"), "240 min"),
    (("lead_types", 0, "rates", 1), "0.82"),
    (("lead_types", 0, "rates", 0), "1,326/3,900"),
    (("quota", "amount"), "500k"),
    (("quota", "amount"), 500000),
    (("quota", "amount"), "500,000.00"),
    (("lead_types", 1, "aov"), "2,500.5"),
    (("team", "hours"), ["9:00-12:30", "13:30 – 18:00"]),
    (("team", "days"), ["Mon", "Tuesday", "Wed-Thu"]),
    (("team", "digest_at"), "8:30"),
    (("team", "currency"), " eur"),
    (("team", "locale"), "de-DE"),
    (("team", "holidays"), "de-be"),
    (("team", "name"), "  Acme\n"),
    (("sales", "intake_factor"), 2),
    (("sales", "intake_factor"), "2.00"),
    (("lead_types", 0, "stream"), "new  BUSINESS"),
    (("lead_types", 0, "origins"), ["Demo Request", "WEB", "website form"]),
    (("lead_types", 2, "origins"), ["referral"]),
    (("lead_types", 2, "share"), "100%"),
    (("improvements", 0, "lead_type"), "website FORM"),
    (("improvements", 0, "stage"), "Opportunity"),
    (("stages", "won"), "The contract is signed or the order is placed."),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value"), SAME)
def test_other_spellings_are_the_same_agreement(path: Path, value: Json) -> None:
    assert DOCUMENTS.read(changed(WHOLE, path, value)) == DOCUMENTS.read(WHOLE)


def test_counts_stay_counts() -> None:
    counted = changed(SMALLEST, ("lead_types", 0, "rates", 0), "34 of 100")
    assert hashed(counted) != hashed(SMALLEST), "observed, not stated"
    assert DOCUMENTS.read(counted).terms.lead_types[0].funnel.rates[0].counted
