"""Whatever people, files and settings hold, a message stays inside Slack's limits and keeps its layout."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.views import layout
from handlers.views.candidates import candidates_message
from handlers.views.counted import counted_message
from handlers.views.demand import demand_message
from handlers.views.digest import digest_message
from handlers.views.hello import hello_message
from handlers.views.lead_lines import replace_lead
from handlers.views.leads import leads_message
from handlers.views.logged import logged_lines, logged_message, snoozed_message, undone_message
from handlers.views.message import Message, as_dicts
from handlers.views.nudge import nudge_message
from handlers.views.own_status import own_status_message
from handlers.views.refusal import error_message, usage_message
from handlers.views.status import status_message
from handlers.views.why import why_message
from sla.activity import Won
from sla.answers import Candidates, LeadFilter
from sla.board import Board, Exposure, ShareLine
from sla.commitments import TopicKind
from sla.demand import Confidence, Odds
from sla.digest import Digest, NudgeItem, Topic
from sla.leads import LeadId, Urgency
from sla.marketing import ClosedPace, QuantityLine, TypePace, Unit
from sla.money import Money
from sla.pace import Run, judge_quantity
from sla.terms import Period, Quota
from sla.touches import TouchKind
from sla.verdict import Verdict, judge_share
from tests.handlers.views import demand_examples, examples, lead_examples
from tests.handlers.views.limits import assert_sendable

NASTY = (
    "", " ", "\n\n\n", "*bold*", "_it_ ~no~ `code` ```", "<!channel> <@U1|x>", "<https://evil.example|click>",
    "&" * 300, "*" * 300, "\u202egnihsif", "a\x00b\x07", "\ud800", ":tada: :x:", "> quote\n• list", "e\u0301" * 200,
    "👩\u200d👩\u200d👧" * 90, "`", "www.example.com #general @here",
)  # fmt: skip
names = st.one_of(st.sampled_from(NASTY), st.text(max_size=400))
sizes = st.one_of(st.integers(0, 300), st.integers(0, 10**15))
amounts = st.one_of(
    st.fractions(min_value=0, max_value=10**6, max_denominator=999), st.integers(0, 10**15).map(Fraction)
)
locales = st.sampled_from(("en_US", "de-DE", "fr_FR", "hi_IN", "ar_EG", "ja_JP", "pt_BR", "xx", ""))
currencies = st.sampled_from(("USD", "EUR", "JPY", "KWD", "INR"))
urgencies = st.sampled_from(Urgency)


runs = st.builds(Run, verdict=st.sampled_from((Verdict.UNDER, Verdict.OVER)), months=st.integers(2, 40))


@st.composite
def quantities(draw: st.DrawFn, unit: Unit = Unit.LEADS) -> QuantityLine:
    figures = sizes.map(Fraction) if unit is Unit.LEADS else amounts
    delivered, expected = draw(figures), draw(amounts)
    return replace(
        examples.BOARD.marketing.total,
        lead_type=draw(names),
        unit=unit,
        delivered=delivered,
        expected=expected,
        target=expected + draw(amounts),
        verdict=judge_quantity(delivered, expected),
        normal_variation=draw(st.booleans()),
        run=draw(st.none() | runs),
        nth=draw(st.integers(0, 40)),
    )


@st.composite
def spans(draw: st.DrawFn) -> TypePace:
    money, leads = quantities(Unit.MONEY), quantities()
    name = draw(st.none() | names)
    return TypePace(
        leads=replace(draw(leads), lead_type=name), value=replace(draw(money), lead_type=name),
        leads_ever=draw(leads), value_ever=draw(money),
    )  # fmt: skip


@st.composite
def closed_paces(draw: st.DrawFn) -> ClosedPace:
    return replace(
        examples.closed_pace(),
        leads=draw(quantities()),
        value=draw(quantities(Unit.MONEY)),
        taken_out_since=draw(sizes),
        value_since=draw(amounts),
    )


@st.composite
def shares(draw: st.DrawFn) -> ShareLine:
    judged = draw(sizes)
    kept = draw(st.integers(0, judged))
    target = draw(st.fractions(min_value=Fraction(1, 100), max_value=1, max_denominator=1000))
    line = draw(st.sampled_from(examples.SALES.lines))
    verdict = judge_share(kept, judged, target)
    return replace(line, kept=kept, judged=judged, target=target, verdict=verdict, stopped_before=draw(sizes))


@st.composite
def boards(draw: st.DrawFn) -> Board:
    currency = draw(currencies)
    plain = draw(st.sampled_from((examples.BOARD, examples.SETTLING, examples.CLOSED, examples.BEFORE_START)))
    money = st.integers(0, 2**63 - 1).map(lambda minor: Money(minor=minor, currency=currency))
    marketing = replace(
        plain.marketing,
        types=tuple(draw(st.lists(quantities(), max_size=60))),
        total=draw(quantities()),
        value_month=draw(quantities(Unit.MONEY)),
        value_cumulative=draw(quantities(Unit.MONEY)),
        today_so_far=draw(sizes),
        last_month=draw(st.none() | closed_paces()),
        spans=tuple(draw(st.lists(spans(), min_size=1, max_size=60))),
    )
    return replace(
        plain,
        team=draw(names),
        locale=draw(locales),
        quota=Quota(
            amount=draw(money.filter(lambda one: one.minor > 0)), period=draw(st.sampled_from(Period))
        ),
        marketing=marketing,
        sales=replace(plain.sales, lines=tuple(draw(st.lists(shares(), max_size=12)))),
        won=Won(deals=draw(sizes), amount=draw(money), without_amount=draw(sizes)),
        overdue=Exposure(leads=draw(sizes), value=draw(amounts)),
        at_risk=Exposure(leads=draw(sizes), value=draw(amounts)),
    )


@st.composite
def items(draw: st.DrawFn) -> NudgeItem:
    plain = draw(st.sampled_from((*lead_examples.ITEMS, *lead_examples.LATER)))
    lead = replace(plain.lead, id=LeadId(draw(st.integers(1, 10**12))), name=draw(names))
    return replace(plain, lead=lead, type_name=draw(names), urgency=draw(urgencies))


def lists_of_items(most: int) -> st.SearchStrategy[tuple[NudgeItem, ...]]:
    return st.lists(items(), max_size=most, unique_by=lambda item: item.lead.id).map(tuple)


counts = st.dictionaries(urgencies, sizes)


@settings(max_examples=25, deadline=None)
@given(
    boards(),
    st.lists(st.builds(Topic, kind=st.sampled_from(TopicKind), leads=sizes, value=amounts, lead_type=names)),
)
def test_boards(board: Board, topics: list[Topic]) -> None:
    assert_sendable(digest_message(Digest(on=examples.TODAY, board=board, topics=tuple(topics))).as_payload())
    assert_sendable(counted_message(board).as_payload())
    for scope in ("team", "marketing", "sales"):
        assert_sendable(status_message(board, examples.OWN, scope=scope).as_payload())


@settings(max_examples=25, deadline=None)
@given(names, st.booleans(), boards())
def test_own_numbers(name: str, own: bool, board: Board) -> None:  # noqa: FBT001 — Hypothesis passes by position
    mine = replace(examples.OWN, name=name, own=own, sales=board.sales)
    assert_sendable(own_status_message(mine).as_payload())


@settings(max_examples=30, deadline=None)
@given(lists_of_items(40), counts, names, sizes)
def test_lists_of_leads(
    leads: tuple[NudgeItem, ...], number: dict[Urgency, int], name: str, total: int
) -> None:
    person = replace(examples.ANA, name=name)
    nudge = replace(lead_examples.NUDGE, person=person, items=leads, counts=number, all_leads=total)
    assert_sendable(nudge_message(nudge).as_payload())
    for which in LeadFilter:
        assert_sendable(
            leads_message(lead_examples.page(which, leads, counts=number, pages=total)).as_payload()
        )
    hello = replace(lead_examples.HELLO, person=person, added_by=name, nudge_at=name, leads=total)
    assert_sendable(hello_message(hello).as_payload())


def test_many_leads_are_cut_with_a_count() -> None:
    leads = tuple(
        replace(lead_examples.ITEMS[0], lead=replace(lead_examples.HARBOUR, id=LeadId(number)))
        for number in range(60)
    )
    nudge = replace(lead_examples.NUDGE, items=leads, counts={Urgency.OVERDUE: 60})
    assert_sendable(nudge_message(nudge).as_payload())
    assert "50 more today (50 overdue)" in nudge_message(nudge).text
    assert_sendable(leads_message(lead_examples.page(items=leads)).as_payload())


def test_lines_that_do_not_fit_are_counted() -> None:
    text = layout.section(*["x" * 99] * 50).to_dict()["text"]["text"]
    assert len(text) <= 3000
    assert text.count("x" * 99) + int(text.rpartition("… and ")[2].split()[0]) == 50


def test_a_text_too_long_to_read_out_ends_at_a_line() -> None:
    message = Message.of(*(layout.section("y" * 299) for _ in range(20)))
    assert len(message.text) <= 4000
    assert message.text.endswith("y\n…")


@settings(max_examples=30, deadline=None)
@given(items(), names)
def test_one_lead(item: NudgeItem, words: str) -> None:
    lead = item.lead
    logged = replace(lead_examples.CAUGHT_UP, lead=lead, standing=item.standing, type_name=words)
    namesakes = tuple(replace(lead, id=LeadId(number)) for number in range(1, 31))
    messages = (
        logged_message(logged),
        undone_message(replace(lead_examples.UNDONE, item=item)),
        snoozed_message(replace(lead_examples.SNOOZED, item=item)),
        why_message(
            replace(lead_examples.explanation(lead, lead_examples.FJORD_FACTS * 20), owner_name=words)
        ),
        candidates_message(Candidates(text=words, leads=namesakes), TouchKind.EMAIL),
        error_message(words),
        usage_message(words, words, words),
    )
    for message in messages:
        assert_sendable(message.as_payload())


@given(names, names)
def test_a_name_never_changes_the_layout(one: str, other: str) -> None:
    def lines(name: str) -> list[int]:
        pair = logged_lines(replace(lead_examples.CAUGHT_UP, lead=replace(lead_examples.HARBOUR, name=name)))
        return [str(block.get("text", "")).count("\\n") for block in as_dicts(pair)]

    assert lines(one) == lines(other)


@settings(max_examples=25, deadline=None)
@given(lists_of_items(5), st.data())
def test_rewriting_a_lead_leaves_the_others(leads: tuple[NudgeItem, ...], data: st.DataObject) -> None:
    before = as_dicts(leads_message(lead_examples.page(items=leads)).blocks)
    lead = data.draw(st.sampled_from([item.lead for item in leads] or [lead_examples.HARBOUR]))
    pair = logged_lines(replace(lead_examples.CAUGHT_UP, lead=lead))
    after = replace_lead(before, lead.label, pair)
    own = {lead.label, f"{lead.label}.t"}
    assert [block for block in after if block.get("block_id") not in own] == [
        block for block in before if block.get("block_id") not in own
    ]
    assert [block for block in after if block.get("block_id") in own] == as_dicts(pair)
    assert replace_lead(after, lead.label, pair) == after


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(names, names), min_size=1, max_size=15),
    st.lists(names, max_size=12),
    locales,
    st.booleans(),
)
def test_demand(types: list[tuple[str, str]], warnings: list[str], locale: str, tried: bool) -> None:  # noqa: FBT001 - drawn
    for plain in (demand_examples.counted(), demand_examples.in_streams(), demand_examples.what_if()):
        odds = replace_names(plain.confidence, [name for name, _ in types])
        chains = tuple(replace(plain.chains[0], name=name, stream=stream) for name, stream in types)
        own = replace(
            plain, chains=chains, warnings=tuple(warnings), agreed=None, locale=locale, confidence=odds
        )
        answer = replace(own, agreed=own, idle=tuple((name, plain.quota.amount) for name, _ in types[:3]))
        assert_sendable(demand_message(answer if tried else own, typed="win=27%").as_payload())


def replace_names(confidence: Confidence, names: list[str]) -> Confidence:
    if isinstance(confidence, Odds):
        return replace(confidence, counted=tuple((name, confidence.counted[0][1]) for name in names))
    return replace(confidence, missing=tuple(replace(confidence.missing[0], name=name) for name in names))
