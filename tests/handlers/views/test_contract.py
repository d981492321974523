"""The contract says every term, a change of any of them shows, and only the words it uses are explained."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.views.contract.clause import Part
from handlers.views.contract.clauses import clauses
from handlers.views.contract.differences import Change, change_lines, differences
from handlers.views.contract.glossary import glossary
from sla.cadence import Cadence, Checkpoint
from sla.calendar import WorkingWeek
from sla.lag import Lag
from sla.mix import ShareOf
from sla.money import Money
from sla.promises import Criterion, Meeting, Metric, Routing, Rung, StageMeaning, Tells
from sla.rates import parse_rate
from sla.terms import OpenBusiness, Period, Quota, Terms
from tests.handlers.views.agreed import BEFORE, BLOG, CALLS, OUT, PEOPLE, PLAIN, TERMS, WEBSITE

SAME = {"version", "sha256", "people", "effective_on"}
"""What a comparison of terms leaves out: who it binds, which version it is, and from which day it holds."""


def with_type(**changes: object) -> Terms:
    return replace(TERMS, lead_types=(replace(WEBSITE, **changes), OUT))


def with_part(name: str, /, **changes: object) -> Terms:
    return replace(TERMS, **{name: replace(getattr(TERMS, name), **changes)})


def with_stream(**changes: object) -> Terms:
    return replace(TERMS, streams=(replace(TERMS.streams[0], **changes), TERMS.streams[1]))


def with_first(name: str, /, **changes: object) -> Terms:
    first, *rest = getattr(TERMS, name)
    return replace(TERMS, **{name: (replace(first, **changes), *rest)})


CADENCE = Cadence(checkpoints=(Checkpoint(day=10, need=2),), suggested_days=(4, 10))
DEARER = replace(WEBSITE.funnel, aov=Money.of("2000.50", "USD"))
BETTER = replace(WEBSITE.funnel, rates=(parse_rate("1327 of 3900"), *WEBSITE.funnel.rates[1:]))
RENAMED = replace(WEBSITE.funnel, stages=("MQL", "SQL", "proposal", "won"))
STAGES = (StageMeaning(stage="MQL", meaning="Asked for something."),)
WEEK = WorkingWeek.monday_to_friday(time(9), time(17, 30))

OPEN = OpenBusiness(stream="new-business", closes_on=date(2026, 12, 20), value=Money.of("40000.50", "USD"))

CHANGED: dict[str, Terms] = {
    "team": replace(TERMS, team="Acme Tools"),
    "locale": replace(TERMS, locale="de_DE"),
    "currency": replace(TERMS, currency="EUR"),
    "calendar.zone": with_part("calendar", zone="Europe/Madrid"),
    "calendar.week": with_part("calendar", week=WEEK),
    "holidays": replace(TERMS, holidays="DE-BY"),
    "holidays.none": replace(TERMS, holidays=None),
    "channel": replace(TERMS, channel="#leads"),
    "digest_at": replace(TERMS, digest_at=time(9, 1)),
    "nudge_at": replace(TERMS, nudge_at=time(9)),
    "ends_on": replace(TERMS, ends_on=date(2027, 12, 1)),
    "ends_on.none": replace(TERMS, ends_on=None),
    "quota.amount": with_part("quota", amount=Money.of("500000.01", "USD")),
    "quota.period": with_part("quota", period=Period.QUARTER),
    "quota.season": with_part("quota", season=(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2)),
    "open_business": replace(TERMS, open_business=(OPEN,)),
    "share_of": replace(TERMS, share_of=ShareOf.LEADS),
    "streams": replace(TERMS, streams=TERMS.streams[::-1]),
    "streams.key": replace(
        TERMS,
        streams=(replace(TERMS.streams[0], key="new"), TERMS.streams[1]),
        lead_types=tuple(replace(kind, stream="new") for kind in TERMS.lead_types),
    ),
    "streams.name": with_stream(name="New customers"),
    "streams.share": replace(
        TERMS,
        streams=tuple(
            replace(one, share=share)
            for one, share in zip(TERMS.streams, (Fraction(801, 1000), Fraction(199, 1000)), strict=True)
        ),
    ),
    "streams.needs_leads": with_stream(needs_leads=False),
    "streams.margin": with_stream(margin=Fraction(2, 3)),
    "streams.margin.none": with_stream(margin=None),
    "lead_types": replace(TERMS, lead_types=TERMS.lead_types[::-1]),
    "lead_types.gone": replace(
        TERMS, lead_types=(replace(WEBSITE, share=Fraction(1)),), other_type="website-form"
    ),
    "lead_types.key": with_type(key="web"),
    "lead_types.name": with_type(name="Web form"),
    "lead_types.origins": with_type(origins=frozenset({"website form"})),
    "lead_types.funnel.stages": with_type(funnel=RENAMED),
    "lead_types.funnel.rates": with_type(funnel=BETTER),
    "lead_types.funnel.aov": with_type(funnel=DEARER),
    "lead_types.share": replace(
        TERMS,
        lead_types=(replace(WEBSITE, share=Fraction(2, 3)), replace(OUT, share=Fraction(1, 3))),
    ),
    "lead_types.stream": replace(
        TERMS,
        lead_types=(replace(WEBSITE, share=Fraction(1)), replace(OUT, share=Fraction(1), stream="renewals")),
    ),
    "lead_types.first_attempt_within": with_type(first_attempt_within=timedelta(hours=2)),
    "lead_types.lag": with_type(lag=Lag.of_months(3)),
    "lead_types.lag.spread": with_type(lag=Lag.of_counts([1, 0, 3])),
    "other_type": replace(TERMS, other_type="website-form"),
    "sales.accept_within": with_part("sales", accept_within=timedelta(hours=4)),
    "sales.first_attempt_within": with_part("sales", first_attempt_within=timedelta(minutes=121)),
    "sales.first_attempt_target": with_part("sales", first_attempt_target=Fraction(91, 100)),
    "sales.cadence": with_part("sales", cadence=CADENCE),
    "sales.cadence.suggested_days": with_part(
        "sales", cadence=replace(TERMS.sales.cadence, suggested_days=(4, 10, 14, 21, 28, 42, 56))
    ),
    "sales.cadence_target": with_part("sales", cadence_target=Fraction(9001, 10000)),
    "sales.longest_gap_days": with_part("sales", longest_gap_days=15),
    "sales.reject_reasons": with_part("sales", reject_reasons=("duplicate", "other")),
    "sales.intake_factor": with_part("sales", intake_factor=Fraction(2)),
    "sales.touches_per_rep_week": with_part("sales", touches_per_rep_week=141),
    "sales.utilisation": with_part("sales", utilisation=Fraction(1, 2)),
    "marketing.accepted_target": with_part("marketing", accepted_target=Fraction(81, 100)),
    "marketing.sql_target": with_part("marketing", sql_target=Fraction(1, 3)),
    "marketing.sql_target.none": with_part("marketing", sql_target=None),
    "handoff.process": with_part("handoff", process=TERMS.handoff.process[::-1]),
    "handoff.routing": with_part("handoff", routing=Routing.BY_HAND),
    "handoff.unreachable_after": with_part("handoff", unreachable_after=8),
    "handoff.dispute_within_days": with_part("handoff", dispute_within_days=1),
    "qualified": replace(TERMS, qualified=None),
    "qualified.fit": with_part("qualified", fit=(Criterion(name="50 people or more", points=21),)),
    "qualified.behaviour": with_part("qualified", behaviour=(Criterion(name="Asked", points=40),)),
    "qualified.threshold": with_part("qualified", threshold=51),
    "ladder": replace(TERMS, ladder=TERMS.ladder[:1]),
    "ladder.after_days": with_first("ladder", after_days=1),
    "ladder.tells": with_first("ladder", tells=Tells.STAND_IN),
    "improvements": replace(TERMS, improvements=()),
    "improvements.lead_type": with_first("improvements", lead_type="website-form"),
    "improvements.stage": with_first("improvements", stage="SQL"),
    "improvements.rate": with_first("improvements", rate=parse_rate("46%")),
    "improvements.by": with_first("improvements", by=date(2027, 4, 1)),
    "other_promises": replace(TERMS, other_promises=(CALLS, BLOG)),
    "other_promises.key": with_first("other_promises", key="blog"),
    "other_promises.name": with_first("other_promises", name="Articles"),
    "other_promises.target": with_first("other_promises", target="5 a month"),
    "other_promises.owner": with_first("other_promises", owner="Max Orr"),
    "other_promises.side": with_first("other_promises", side=CALLS.side),
    "prose.goals": with_part("prose", goals=("Win 251 customers",)),
    "prose.target_buyer": with_part("prose", target_buyer="Workshops"),
    "prose.stages": with_part("prose", stages=STAGES),
    "prose.metrics": with_part("prose", metrics=(Metric(name="Leads delivered", source="By hand."),)),
    "prose.meetings": with_part("prose", meetings=(Meeting(name="Stand-up", when="On Mondays."),)),
}
"""Each term by its path, changed as little as can be."""

DERIVED = {"calendar.holidays"}
"""The days themselves follow from the region that is agreed, and from the year."""


def paths(value: object, at: str = "") -> set[str]:
    """Every field below, lists taken as one with what they hold."""
    value = next(iter(value), None) if isinstance(value, tuple) else value
    if not is_dataclass(value) or isinstance(value, WorkingWeek | Money | Cadence | Criterion):
        return {at}
    below = (
        {f"{at}.{field.name}".lstrip(".") for field in fields(value)}
        if at
        else {f.name for f in fields(value)}
    )
    return {at} - {""} | set().union(
        *(paths(getattr(value, path.rpartition(".")[2]), path) for path in below)
    )


WHOLE = {"quota", "sales", "marketing", "handoff", "prose", "calendar", "lead_types.funnel"}
"""Only their parts are terms."""

TOGETHER = (
    "prose.stages.", "prose.metrics.", "prose.meetings.", "improvements.rate.", "lead_types.funnel.rates.",
    "people.",
)  # fmt: skip
"""Tried as a whole, with the list that they are in."""


def test_every_term_is_tried() -> None:
    wanted = {path for path in paths(TERMS) if not path.startswith(TOGETHER)}
    assert wanted - WHOLE - SAME - DERIVED - set(CHANGED) == set()


@pytest.mark.parametrize("path", CHANGED)
def test_a_change_of_any_term_shows(path: str) -> None:
    changed = CHANGED[path]
    assert changed != TERMS
    for before, after in ((TERMS, changed), (changed, TERMS)):
        found = differences(before, after)
        assert found
        assert all(one.before != one.after for one in found)


@pytest.mark.parametrize("path", CHANGED)
def test_a_change_shows_as_it_is_read(path: str) -> None:
    for line in change_lines(differences(TERMS, CHANGED[path]), 50):
        before, arrow, after = line.partition(":* ")[2].partition(" → ")
        assert not arrow or before != after


def test_equal_terms_do_not_differ() -> None:
    other = replace(TERMS, version=9, sha256="0", people=PEOPLE[:1], effective_on=date(2027, 1, 1))
    assert differences(TERMS, other) == ()
    assert differences(PLAIN, PLAIN) == ()


def test_against_nothing_everything_is_new() -> None:
    found = differences(None, TERMS)
    assert all(one.before is None for one in found)
    assert len(found) == len(clauses(TERMS)) - 1


@settings(max_examples=60, deadline=None)
@given(
    amounts=st.tuples(st.integers(1, 10**12), st.integers(1, 10**12)),
    shares=st.tuples(*[st.fractions(Fraction(1, 10**6), 1, max_denominator=10**6)] * 2),
    minutes=st.tuples(st.integers(1, 3000), st.integers(1, 3000)),
)
def test_figures_are_never_rounded_into_one_another(
    amounts: tuple[int, int], shares: tuple[Fraction, Fraction], minutes: tuple[int, int]
) -> None:
    def terms(minor: int, part: Fraction, within: int) -> Terms:
        return replace(
            TERMS,
            quota=Quota(amount=Money(minor=minor, currency="USD"), period=Period.YEAR),
            sales=replace(TERMS.sales, cadence_target=part, first_attempt_within=timedelta(minutes=within)),
        )

    before, after = (terms(*one) for one in zip(amounts, shares, minutes, strict=True))
    labels = {one.label for one in differences(before, after)}
    for label, (one, other) in (
        ("Revenue to win", amounts),
        ("In time at each checkpoint", shares),
        ("First attempt", minutes),
    ):
        assert (label in labels) == (one != other)


@pytest.mark.parametrize("terms", [TERMS, PLAIN, *CHANGED.values()])
def test_clauses_have_keys_of_their_own_and_stand_by_part(terms: Terms) -> None:
    found = clauses(terms)
    assert len({clause.key for clause in found}) == len(found)
    places = [list(Part).index(clause.part) for clause in found]
    assert places == sorted(places)
    assert all(clause.label.strip() and clause.value.strip() for clause in found)


def test_two_criteria_of_one_name_are_two_clauses() -> None:
    twice = with_part("qualified", fit=(Criterion(name="Asked", points=10),) * 2)
    keys = [clause.key for clause in clauses(twice) if clause.label == "Asked"]
    assert keys == ["qualified.fit.Asked", "qualified.fit.Asked#2"]
    assert len(differences(TERMS, twice)) == 3


def value(terms: Terms, key: str) -> str:
    return next(clause.value for clause in clauses(terms) if clause.key == key)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("quota", "$500,000 a year"),
        ("leads", "2,809 leads a year, 234 or 235 a month, worth $400,120 a year"),
        ("type.outbound", "936 leads a year, 78 a month, each worth $171"),
        ("type.website-form.rates", "MQL to SQL 34% (1,326 of 3,900), SQL to opportunity 82%, opportunity to won 23%"),
        ("type.website-form.share", "60% of the revenue of New business"),
        ("improvement.outbound.MQL", "MQL to SQL rises from 42% to 45% by Wed 31 Mar 2027"),
        ("stream.new-business", "80% of it, from new leads; margin 70%"),
        ("validity.until", "Tue 30 Nov 2027, that day included"),
        ("cadence", "3 follow-ups by day 14, 5 by day 28, 7 by day 56"),
        ("first_attempt.outbound", "within 30 min"),
        ("intake_factor", "1.5 times the plan’s leads of a working day"),
        ("hours", "Mon to Fri 09:00–17:00"),
        ("holidays", "those of Germany (DE-BE)"),
        ("other.blog-posts", "4 a month; Ina Roth, marketing"),
        ("change", "only by a new version that both sides sign"),
    ],
)  # fmt: skip
def test_says(key: str, said: str) -> None:
    assert value(TERMS, key) == said


def test_without_a_definition_every_lead_counts() -> None:
    assert value(PLAIN, "qualified") == "every lead handed over counts; quality is not checked"
    assert value(PLAIN, "stream.all-business") == "all of it, from new leads; margin not known"


def test_a_quarter_that_does_not_divide_says_both_months() -> None:
    quarter = replace(PLAIN, quota=replace(TERMS.quota, period=Period.QUARTER))
    assert value(quarter, "leads").startswith("3,900 leads a quarter, 1,300 a month")
    month = replace(PLAIN, quota=replace(TERMS.quota, period=Period.MONTH))
    assert value(month, "leads") == "3,900 leads a month, worth $500,000 a month"


def test_cents_and_other_places_are_kept() -> None:
    assert value(with_type(funnel=DEARER), "type.website-form.aov") == "$2,000.50"
    dinars = replace(DEARER, aov=Money(minor=2_000_125, currency="KWD"))
    kuwait = replace(
        PLAIN,
        currency="KWD",
        quota=Quota(amount=Money.of(500_000, "KWD"), period=Period.YEAR),
        lead_types=(replace(PLAIN.lead_types[0], funnel=dinars),),
    )
    assert value(kuwait, "type.website-form.aov").endswith("2,000.125")


def line(before: Terms, after: Terms, label: str) -> str:
    found = [one for one in differences(before, after) if one.label == label]
    return change_lines(found, 5)[0]


def test_changes_read_as_what_was_and_what_is() -> None:
    assert line(BEFORE, TERMS, "First attempt") == "• *First attempt:* within 4 h → within 2 h"
    assert line(BEFORE, TERMS, "Website form") == (
        "• *Website form:* 1,686 leads a year, 140 or 141 a month → 1,873 leads a year, 156 or 157 a month"
    )
    assert line(BEFORE, TERMS, "Joint customer calls").startswith("• New · *Joint customer calls:* 2 a month")
    assert line(TERMS, BEFORE, "Joint customer calls").startswith(
        "• Gone · *Joint customer calls:* 2 a month"
    )


def test_what_only_follows_comes_last() -> None:
    labels = [one.label for one in differences(BEFORE, TERMS)]
    assert labels.index("First attempt") < labels.index("Website form")


def test_a_long_text_is_shown_from_where_it_differs() -> None:
    was, now = (with_part("prose", goals=("word " * 90 + end,)) for end in ("then", "now"))
    shown = line(was, now, "Goal 1")
    assert len(shown) < 100
    assert shown.endswith("word now")


def test_changes_beyond_the_most_are_counted() -> None:
    changes = [Change(label=str(number), before=None, after="x") for number in range(12)]
    assert change_lines(changes, 10)[-1] == "… and 2 more"
    assert len(change_lines(changes, 12)) == 12


@pytest.mark.parametrize(
    ("terms", "word", "there"),
    [
        (TERMS, "MQL", True),
        (TERMS, "Due date", True),
        (TERMS, "Pace", False),
        (with_part("prose", goals=("Keep the pace",)), "Pace", True),
        (with_type(funnel=RENAMED), "Opportunity", True),
        (replace(PLAIN, lead_types=(replace(PLAIN.lead_types[0], funnel=RENAMED),)), "Opportunity", False),
    ],
)
def test_only_words_of_the_page_are_explained(terms: Terms, word: str, there: bool) -> None:  # noqa: FBT001 — a case's own
    assert any(one.startswith(f"*{word}:*") for one in glossary(terms)) is there


def test_the_names_of_rungs_are_all_in_words() -> None:
    rungs = tuple(Rung(after_days=number, tells=tells) for number, tells in enumerate(Tells))
    said = [clause.value for clause in clauses(replace(TERMS, ladder=rungs)) if clause.part is Part.LATE]
    assert len(set(said)) == len(Tells) + 1
