"""sla.toml becomes the typed terms, or one sentence for each thing that is wrong with it."""

from datetime import date, time, timedelta
from fractions import Fraction
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from intake.agreement_file import load_terms
from intake.agreement_terms import even_days
from sla.cadence import ARTICLE, Checkpoint
from sla.calendar import Window
from sla.funnel import DEFAULT_STAGES, demand
from sla.mix import ShareOf, mix
from sla.money import Money
from sla.people import Role, Side
from sla.rates import Rate
from sla.terms import Period
from tests.intake.agreement_files import OUTBOUND, SHARED, SMALLEST, loaded

EXAMPLE = Path(__file__).parents[2] / "sla.example.toml"


def test_the_example_is_the_articles_company() -> None:
    terms = load_terms(EXAMPLE)
    (kind,) = terms.lead_types
    needed = demand(terms.quota.amount, kind.funnel)
    assert [step.needed for step in needed.steps] == [250, 1087, 1326, 3900]
    assert terms.quota.period is Period.YEAR
    assert terms.sales.cadence == ARTICLE
    assert {person.role for person in terms.people} == {Role.MANAGER, Role.MARKETER, Role.REP}
    assert all(person.email.endswith("@example.com") for person in terms.people)


def test_what_the_example_says_of_keys_left_out_is_what_they_are(tmp_path: Path) -> None:
    terms = loaded(SMALLEST, tmp_path)
    nine_to_five = (Window(start=time(9), end=time(17)),)
    assert terms.calendar.week.days == (nine_to_five,) * 5 + ((),) * 2
    assert terms.calendar.holidays == frozenset()
    assert (terms.locale, terms.digest_at, terms.nudge_at) == ("en_US", time(9), time(9))
    assert (terms.quota.period, terms.share_of) == (Period.YEAR, ShareOf.REVENUE)
    assert terms.lead_types[0].share == 1
    assert terms.lead_types[0].funnel.stages == DEFAULT_STAGES
    assert terms.lead_types[0].origins == {"website form"}
    assert terms.sales.first_attempt_within == timedelta(hours=2)
    assert terms.sales.first_attempt_target == terms.sales.cadence_target == Fraction(9, 10)
    assert terms.sales.cadence == ARTICLE
    assert (terms.sales.touches_per_rep_week, terms.sales.utilisation) == (140, Fraction(1))
    assert terms.version == 0


def test_a_person_without_hours_of_their_own_has_the_teams(tmp_path: Path) -> None:
    own = '\n[[people]]\nname="Bo"\nemail="bo@example.com"\nside="sales"\nrole="manager"\ndays="Sun-Thu"\n'
    terms = loaded(SMALLEST + own + 'zone="Asia/Dubai"\nhours=["08:00-12:00", "13:00-24:00"]\n', tmp_path)
    ana, bo = terms.people
    assert ana.calendar == terms.calendar
    assert ana.email == "ana@example.com"
    assert (ana.side, ana.carries_leads, bo.carries_leads) == (Side.SALES, True, False)
    assert bo.calendar.zone == "Asia/Dubai"
    windows = (Window(start=time(8), end=time(12)), Window(start=time(13), end=time.min))
    assert [bool(day) for day in bo.calendar.week.days] == [True] * 4 + [False, False, True]
    assert bo.calendar.week.days[6] == windows


def test_public_holidays_of_a_region_reach_from_three_years_before_to_twelve_after(tmp_path: Path) -> None:
    terms = loaded(SMALLEST.replace("[quota]", 'holidays = "DE-BE"\n[quota]'), tmp_path)
    free = terms.calendar.holidays
    assert date(2026, 3, 8) in free, "Women's Day is a holiday in Berlin"
    assert {min(free).year, max(free).year} == {2023, 2038}
    whole = loaded(SMALLEST.replace("[quota]", 'holidays = "DE"\n[quota]'), tmp_path).calendar.holidays
    assert date(2026, 3, 8) not in whole


def test_a_person_may_have_no_holidays_where_the_team_has_some(tmp_path: Path) -> None:
    terms = loaded(SMALLEST.replace("[quota]", 'holidays = "DE"\n[quota]') + 'holidays = "none"\n', tmp_path)
    assert terms.calendar.holidays
    assert terms.people[0].calendar.holidays == frozenset()


def test_rates_and_shares_are_exact_however_they_are_written(tmp_path: Path) -> None:
    text = SMALLEST.replace('["34%", "82%", "23%"]', '["1326 of 3900", 0.82, "23.0 %"]')
    text = text.replace("[[people]]", OUTBOUND + "[[people]]", 1).replace("aov = 2000\n", SHARED, 1)
    outbound, website = loaded(text, tmp_path).lead_types
    assert website.funnel.rates[0] == Rate(converted=1326, entered=3900, counted=True)
    assert [rate.fraction for rate in website.funnel.rates[1:]] == [Fraction(82, 100), Fraction(23, 100)]
    assert (website.share, outbound.share) == (Fraction(1326, 3900), Fraction(2574, 3900))


def test_words_no_type_knows_go_to_the_type_with_the_star_or_else_the_first(tmp_path: Path) -> None:
    text = SMALLEST.replace("aov = 2000\n", SHARED, 1)
    starred = loaded(text.replace("[[people]]", OUTBOUND + "[[people]]", 1), tmp_path)
    assert starred.type_of_origin(" cold CALL ") == "outbound"
    assert starred.type_of_origin("WEBSITE form") == "website-form"
    assert starred.type_of_origin("carrier pigeon") == "outbound"
    plain = loaded(text.replace("[[people]]", OUTBOUND.replace(', "*"', "") + "[[people]]", 1), tmp_path)
    assert plain.type_of_origin("carrier pigeon") == "website-form"


def test_two_types_share_the_quota_as_the_rules_can_work_with(tmp_path: Path) -> None:
    terms = loaded(
        SMALLEST.replace("aov = 2000\n", SHARED, 1).replace("[[people]]", OUTBOUND + "[[people]]", 1),
        tmp_path,
    )
    types = [(kind.key, kind.funnel, kind.share) for kind in terms.lead_types]
    assert mix(terms.quota.amount, types, terms.share_of).total_leads > 0
    assert terms.lead_types[0].funnel.aov == Money(minor=250_000, currency="EUR")


def test_the_digest_of_a_file_changes_with_its_content_alone(tmp_path: Path) -> None:
    digest = loaded(SMALLEST, tmp_path).sha256
    assert loaded(SMALLEST.replace("\n[quota]", "\n\n# a remark\n[quota]"), tmp_path).sha256 == digest
    assert loaded(SMALLEST.replace("500000", "500_000"), tmp_path).sha256 == digest
    assert loaded(SMALLEST.replace("500000", "500001"), tmp_path).sha256 != digest
    assert len(digest) == 64


def test_days_suggested_by_default_are_the_articles() -> None:
    assert even_days(ARTICLE.checkpoints) == ARTICLE.suggested_days


@given(
    st.lists(st.tuples(st.integers(1, 20), st.integers(0, 60)), min_size=1, max_size=4).map(
        lambda steps: [(need, need + slack) for need, slack in steps]
    )
)
def test_days_suggested_by_default_always_make_a_cadence(steps: list[tuple[int, int]]) -> None:
    checkpoints, need, day = [], 0, 0
    for more, days in steps:
        need, day = need + more, day + days
        checkpoints.append(Checkpoint(day=day, need=need))
    suggested = even_days(checkpoints)
    assert len(suggested) == need
    assert list(suggested) == sorted(set(suggested))
    for checkpoint in checkpoints:
        assert suggested[checkpoint.need - 1] == checkpoint.day
