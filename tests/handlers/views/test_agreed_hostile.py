"""Whatever people write into an agreement, and however much, Slack takes its messages and modals."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import example, given, settings
from hypothesis import strategies as st

from handlers.views.agreement import agreement_message, whole_modal
from handlers.views.contract.clauses import clauses
from handlers.views.contract.paper import MOST_SECTIONS, contract_blocks, quoted, sections_of
from handlers.views.history import MOST_VERSIONS, history_message
from handlers.views.message import Message, as_dicts
from handlers.views.modal import Modal
from handlers.views.promises import enter_modal, entered_message
from handlers.views.proposing import change_asked_message, propose_modal, proposed_modal, settled_message
from handlers.views.signing import (
    ask_change_modal,
    sign_reminder_message,
    sign_request_message,
    signed_message,
)
from sandbox.blockkit.message import check_message
from sandbox.blockkit.view import check_view
from sla.agreed import Entry, History, Proposal, SignRequest
from sla.agreement import State
from sla.people import MemberId, Person
from sla.promises import Criterion, Improvement, Meeting, Metric, QualifiedLead, StageMeaning
from sla.rates import parse_rate
from sla.terms import Terms
from tests.handlers.views import agreed
from tests.handlers.views.examples import NOW, TODAY
from tests.handlers.views.limits import assert_sendable
from tests.handlers.views.test_hostile import NASTY

names = st.one_of(st.sampled_from([one for one in NASTY if one.strip()]), st.text(min_size=1, max_size=80))
locales = st.sampled_from(("en_US", "de_DE", "fr_FR", "hi_IN", "ar_EG", "ja_JP", "xx", ""))
MOST_BYTES = 250_000


def assert_opens(modal: Modal) -> None:
    view = modal.as_view()
    assert check_view(view, kind="modal") == []
    assert len(json.dumps(view)) < MOST_BYTES
    for block in view["blocks"]:
        for line in str(block.get("text", {}).get("text", "")).split("\n"):
            assert line.count("*") % 2 == 0, line


def assert_posts(message: Message) -> None:
    payload = message.as_payload()
    assert_sendable(payload)
    assert check_message(payload["blocks"]) == []


def renamed(terms: Terms, one: str, other: str, types: int) -> Terms:
    """Every text of the terms is one of these, and there are so many lead types."""
    share = Fraction(1, types)
    stages = ("lead", f"after {other}", "won")
    rates = (parse_rate("1 of 3"), parse_rate("23%"))
    funnel = replace(terms.lead_types[0].funnel, stages=stages, rates=rates)
    kinds = tuple(
        replace(
            terms.lead_types[0], key=f"t{number}", name=one, origins=frozenset((other, one)), funnel=funnel,
            share=share, first_attempt_within=timedelta(minutes=5),
        )
        for number in range(types)
    )  # fmt: skip
    return replace(
        terms,
        team=one,
        channel=f"#{other}",
        lead_types=kinds,
        other_type=other,
        streams=tuple(replace(stream, name=other) for stream in terms.streams),
        sales=replace(terms.sales, reject_reasons=(one, other) * 10),
        handoff=replace(terms.handoff, process=(one * 4, other) * 5),
        qualified=QualifiedLead(
            fit=(Criterion(name=one, points=1),) * 10,
            behaviour=(Criterion(name=other, points=999),) * 10,
            threshold=9,
        ),
        improvements=tuple(
            Improvement(lead_type=kind.key, stage=other, rate=parse_rate("1%"), by=TODAY) for kind in kinds
        ),
        other_promises=tuple(
            replace(agreed.BLOG, key=f"p{number}", name=one, target=other * 4, owner=one)
            for number in range(25)
        ),
        prose=replace(
            terms.prose,
            goals=(other * 4,) * 10,
            target_buyer=one * 6,
            stages=(StageMeaning(stage=one, meaning=other * 4),) * 4,
            metrics=(Metric(name=other, source=one),) * 20,
            meetings=(Meeting(name=one, when=other),) * 10,
        ),
    )


def crowd(name: str, size: int) -> tuple[Person, ...]:
    return tuple(
        replace(agreed.PEOPLE[number % 5], name=name, email=f"p{number}@example.com")
        for number in range(size)
    )


def proposed(
    terms: Terms, before: Terms | None, people: Sequence[Person], state: State, note: str
) -> Proposal:
    plain = agreed.proposal(terms, before, state=state, signed=())
    half = len(people) // 2
    signatures = tuple(
        replace(agreed.signature(agreed.ANA), member_id=MemberId(number), name=one.name, side=one.side)
        for number, one in enumerate(people[:half])
    )
    asked = frozenset(MemberId(number) for number in range(len(people)))
    return replace(
        plain,
        version=replace(plain.version, asked=asked, note=note),
        proposer=people[0].name,
        signatures=signatures,
        waiting=tuple(people[half:]),
    )


def requests(proposal: Proposal, people: Sequence[Person]) -> list[SignRequest]:
    return [
        agreed.request(person, proposal, countersign=again)
        for person in people[:3]
        for again in (True, False)
    ]


@settings(max_examples=15, deadline=None)
@given(names, names, st.integers(1, 50), st.integers(1, 130), st.sampled_from(State), locales)
@example("*" * 80, "&" * 80, 2, 120, State.PROPOSED, "en_US")
@example("👩" * 80, "👩" * 80, 50, 100, State.PROPOSED, "ar_EG")
def test_everything(one: str, other: str, types: int, size: int, state: State, locale: str) -> None:  # noqa: PLR0917 — Hypothesis passes by position
    terms = replace(renamed(agreed.TERMS, one, other, types), locale=locale)
    before = renamed(agreed.BEFORE, other, one, 2)
    people = crowd(one, size)
    proposal = proposed(terms, before, people, state, f"{one}\n{other}\n" * 20)
    comment = replace(agreed.CHANGE, name=other, comment=(f"{one}\n{other}" * 20)[:1000] or other)
    entries = tuple(
        Entry(key=f"p{number}", month=date(2026, month, 1), value=one, by=other, at=NOW)
        for number in range(25)
        for month in (9, 10)
    )
    page = replace(
        agreed.page(terms, open_one=proposal, mine=agreed.request(of=proposal)),
        signatures=proposal.signatures,
        entries=entries,
        may_enter=tuple(f"p{number}" for number in range(25)),
    )
    for message in (
        agreement_message(page),
        change_asked_message(proposal, comment),
        settled_message(proposal),
        entered_message(entries[0], terms.other_promises[0]),
        *map(sign_request_message, requests(proposal, people)),
        *map(sign_reminder_message, requests(proposal, people)),
        signed_message(replace(agreed.SIGNED, request=agreed.SIGNED.request)),
    ):
        assert_posts(message)
    for modal in (
        whole_modal(proposal),
        proposed_modal(proposal),
        ask_change_modal(agreed.request(of=proposal)),
        enter_modal(terms.other_promises[0], today=TODAY, latest=entries[0]),
        propose_modal(agreed.preview(terms, before, people=people, warnings=(one, other) * 15)),
    ):
        assert_opens(modal)


@settings(max_examples=15, deadline=None)
@given(names, names, st.integers(0, 40), st.booleans())
def test_long_histories(one: str, other: str, versions: int, small: bool) -> None:  # noqa: FBT001 — Hypothesis passes by position
    people = crowd(one, 30)
    terms, before = (
        (agreed.TERMS, agreed.BEFORE)
        if small
        else (renamed(agreed.TERMS, one, other, 4), renamed(agreed.BEFORE, other, one, 2))
    )
    found = tuple(
        proposed(replace(terms, version=number), before, people, state, other)
        for number, state in zip(range(versions, 0, -1), [*State] * 8, strict=False)
    )
    message = history_message(History(proposals=found, zone="Europe/Berlin", now=NOW), may_withdraw=True)
    assert_posts(message)
    blocks = message.as_payload()["blocks"]
    shown = sum("accessory" in block for block in blocks)
    assert shown <= MOST_VERSIONS
    assert (f"… and {versions - shown} earlier version" in json.dumps(blocks, ensure_ascii=False)) == (
        shown < versions
    )


def test_a_page_that_is_too_long_counts_what_it_leaves_out() -> None:
    terms = renamed(agreed.TERMS, "é" * 80, "ñ" * 80, 50)
    blocks = as_dicts(contract_blocks(clauses(terms)))
    *shown, last = [block["text"]["text"] for block in blocks if block["type"] == "section"]
    lines = sum(text.count("\n") + 1 for text in shown)
    assert 0 < lines < len(clauses(terms))
    assert last == f"… and {len(clauses(terms)) - lines} more clauses, for which this page has no room."
    assert_opens(whole_modal(agreed.proposal(terms, None)))


def test_a_page_of_long_clauses_keeps_to_its_blocks() -> None:
    long = [replace(clauses(agreed.TERMS)[0], value="v" * 900, detail="d" * 900)] * 80
    blocks = as_dicts(contract_blocks(long, most=10**6))
    assert len(blocks) == MOST_SECTIONS + 2
    assert blocks[-1]["text"]["text"].startswith("… and 20 more clauses")


def test_lines_are_never_broken_between_sections() -> None:
    lines = [f"{number} " + "y" * 400 for number in range(40)]
    packed = [block["text"]["text"] for block in as_dicts(sections_of(lines))]
    assert "\n".join(packed).split("\n") == lines
    assert all(len(text) <= 3000 for text in packed)


def test_somebody_s_words_stay_theirs_line_by_line() -> None:
    assert quoted("One *bold* <@U1>\n\n two", 100) == ["> One ∗bold∗ &lt;@U1&gt;", "> two"]
