"""sla.toml becomes the typed terms, or one sentence for each thing that is wrong with it."""

from datetime import date, time, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.agreement_file import load_terms
from intake.agreement_terms import _even_days
from sla.cadence import ARTICLE, Checkpoint
from sla.calendar import Window
from sla.errors import BadInput
from sla.funnel import DEFAULT_STAGES, demand
from sla.mix import ShareOf, mix
from sla.money import Money
from sla.people import Role, Side
from sla.rates import Rate
from sla.terms import Period, Terms

EXAMPLE = Path(__file__).parents[2] / "sla.example.toml"

SMALLEST = """
[team]
name = "Acme"
zone = "Europe/Berlin"
currency = "EUR"
channel = "#sla"
effective = 2026-02-01
[quota]
amount = 500000
[[lead_types]]
name = "Website form"
aov = 2000
rates = ["34%", "82%", "23%"]
[[people]]
name = "Ana Lima"
email = "Ana@Example.com"
side = "sales"
role = "rep"
"""


def loaded(text: str, directory: Path) -> Terms:
    path = directory / "sla.toml"
    path.write_text(text, encoding="utf-8")
    return load_terms(path)


def refusal(text: str, directory: Path) -> BadInput:
    with pytest.raises(BadInput) as refused:
        loaded(text, directory)
    return refused.value


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
    website, outbound = loaded(text, tmp_path).lead_types
    assert website.funnel.rates[0] == Rate(converted=1326, entered=3900, counted=True)
    assert [rate.fraction for rate in website.funnel.rates[1:]] == [Fraction(82, 100), Fraction(23, 100)]
    assert (website.share, outbound.share) == (Fraction(1326, 3900), Fraction(2574, 3900))


SHARED = 'aov = 2000\nshare = "1326 of 3900"\n'
OUTBOUND = """
[[lead_types]]
name = "Outbound"
origins = ["Cold Call", "*"]
share = "2574 of 3900"
aov = "2.5k"
stages = ["lead", "won"]
rates = ["5%"]
"""


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
    assert terms.lead_types[1].funnel.aov == Money(minor=250_000, currency="EUR")


def test_the_digest_of_a_file_changes_with_its_content_alone(tmp_path: Path) -> None:
    digest = loaded(SMALLEST, tmp_path).sha256
    assert loaded(SMALLEST.replace("\n[quota]", "\n\n# a remark\n[quota]"), tmp_path).sha256 == digest
    assert loaded(SMALLEST.replace("500000", "500_000"), tmp_path).sha256 == digest
    assert loaded(SMALLEST.replace("500000", "500001"), tmp_path).sha256 != digest
    assert len(digest) == 64


WRONG = [
    ('name = "Acme"', 'nmae = "Acme"', "team.nmae", "did you mean name?"),
    ('zone = "Europe/Berlin"', 'zone = "Europe/Berln"', "team.zone", '"Europe/Berln" is not a time zone; write one like Europe/Berlin.'),
    ("effective = 2026-02-01", "", "team.effective", "is missing"),
    ("effective = 2026-02-01", 'effective = "soon"', "team.effective", '"soon" is not a date'),
    ('channel = "#sla"', "", "team.channel", "is missing"),
    ('channel = "#sla"', 'channel = "sla"', "team.channel", 'as "#sla"'),
    ('currency = "EUR"', 'currency = "EUB"', "team.currency", "is not a currency code"),
    ('currency = "EUR"', 'currency = "EUR"\nlocale = "xx_XX"', "team.locale", "is not a locale"),
    ('currency = "EUR"', 'currency = "EUR"\nhours = "9-17"', "team.hours", "is not a span of hours"),
    ('currency = "EUR"', 'currency = "EUR"\nhours = "17:00-09:00"', "team.hours", "end before they start"),
    ('currency = "EUR"', 'currency = "EUR"\ndays = "Funday"', "team.days", "is not a day of the week"),
    ('currency = "EUR"', 'currency = "EUR"\nholidays = "QQ"', "team.holidays", "is not a country"),
    ('currency = "EUR"', 'currency = "EUR"\nholidays = "DE-QQ"', "team.holidays", "DE-BE"),
    ('currency = "EUR"', 'currency = "EUR"\ndigest_at = "9"', "team.digest_at", "is not a time of day"),
    ("amount = 500000", "amount = 0", "quota.amount", "more than 0"),
    ("amount = 500000", "amount = true", "quota.amount", "write a number"),
    ("amount = 500000", 'amount = "12,5k"', "quota.amount", "two ways"),
    ("amount = 500000", 'amount = 1\nperiod = "week"', "quota.period", "'month', 'quarter' or 'year'"),
    ('"34%"', '"340%"', "lead_types[1].rates[1]", '"340%" cannot be a rate'),
    ('"34%"', '"34"', "lead_types[1].rates[1]", "two ways"),
    ('"34%", ', "", "lead_types[1].rates", "needs 3 rates"),
    ("aov = 2000", 'aov = 2000\nshare = "60%"', "lead_types", "add up to 60%"),
    ('email = "Ana@Example.com"', 'email = "ana"', "people[1].email", "is not an e-mail address"),
    ('side = "sales"', 'side = "sails"', "people[1].side", '"sails" is not known here'),
    ('role = "rep"', 'role = "manager"', "people", "nobody is a rep"),
    ('side = "sales"', 'side = "marketing"', "people[1].role", "Ana Lima is on the marketing side"),
    ("[[people]]", '[sales]\nfirst_attempt_within = "2d"\n[[people]]', "sales.first_attempt_within", '"2h" or "90m"'),
    ("[[people]]", '[sales]\nfirst_attempt_within = "200h"\n[[people]]', "sales.first_attempt_within", "Ana Lima works in 4 weeks"),
    ("[[people]]", "[sales]\ncadence = [{day=14, follow_ups=3}, {day=7, follow_ups=5}]\n[[people]]", "sales.cadence", "rising days"),
    ("[[people]]", "[sales]\ncadence = [{day=14, followups=3}]\n[[people]]", "sales.cadence[1].followups", "did you mean follow_ups?"),
    ("[[people]]", "[sales]\nsuggested_days = [5, 10]\n[[people]]", "sales.cadence", "7 follow-ups and suggests 2"),
    ("[[people]]", '[sales]\ntouches_per_rep_week = "140"\n[[people]]', "sales.touches_per_rep_week", "whole number"),
    ("[quota]", "[qouta]", "qouta", "did you mean quota?"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "key", "says"), WRONG)
def test_each_fault_is_one_sentence_with_its_key_and_what_to_write(
    tmp_path: Path, old: str, new: str, key: str, says: str
) -> None:
    assert old in SMALLEST
    fault = refusal(SMALLEST.replace(old, new, 1), tmp_path)
    assert fault.field == key
    assert fault.message.startswith(f"{key}")
    assert says in fault.message
    assert "\n" not in fault.message, "a misspelt key is not also reported as missing"
    assert fault.message.endswith((".", "?"))


def test_all_faults_are_told_at_once_and_say_whose_they_are(tmp_path: Path) -> None:
    fault = refusal(SMALLEST.replace('"34%"', '"0%"').replace('"sales"', '"sale"'), tmp_path)
    first, second = fault.message.splitlines()
    assert first.startswith('lead_types[1].rates[1] (Website form): "0%"')
    assert second.startswith("people[1].side (Ana Lima): ")


def test_two_people_of_one_address_are_refused_whatever_the_case(tmp_path: Path) -> None:
    again = '[[people]]\nname="Ann"\nemail="ANA@example.com"\nside="sales"\nrole="rep"\n'
    fault = refusal(SMALLEST + again, tmp_path)
    assert fault.message == "people[2].email: ana@example.com is people[1] already; name each once."


def test_one_word_cannot_mean_two_lead_types(tmp_path: Path) -> None:
    text = SMALLEST.replace("aov = 2000\n", SHARED, 1).replace("[[people]]", OUTBOUND + "[[people]]", 1)
    fault = refusal(text.replace('"Cold Call"', '"website FORM"'), tmp_path)
    assert "stands for both Website form and Outbound" in fault.message


def test_several_types_each_need_a_share(tmp_path: Path) -> None:
    fault = refusal(SMALLEST.replace("[[people]]", OUTBOUND + "[[people]]", 1), tmp_path)
    assert fault.message.startswith("lead_types[1].share: is missing; with several lead types Website form")


def test_a_missing_file_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"There is no .*sla\.toml; copy sla\.example\.toml there"):
        load_terms(tmp_path / "sla.toml")


def test_what_is_no_toml_says_where(tmp_path: Path) -> None:
    assert "line 4" in refusal(SMALLEST.replace('"Europe/Berlin"', "Europe/Berlin"), tmp_path).message
    with pytest.raises(BadInput, match="cannot be read"):
        load_terms(tmp_path)
    (tmp_path / "sla.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match="not UTF-8"):
        load_terms(tmp_path / "sla.toml")


def test_an_empty_file_names_every_table_that_it_needs(tmp_path: Path) -> None:
    lines = refusal("", tmp_path).message.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["team", "quota", "lead_types", "people"]


def test_days_suggested_by_default_are_the_articles() -> None:
    assert _even_days(ARTICLE.checkpoints) == ARTICLE.suggested_days


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
    suggested = _even_days(checkpoints)
    assert len(suggested) == need
    assert list(suggested) == sorted(set(suggested))
    for checkpoint in checkpoints:
        assert suggested[checkpoint.need - 1] == checkpoint.day
