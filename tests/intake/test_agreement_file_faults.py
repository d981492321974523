"""A file that is no agreement is refused with a sentence for each thing that is wrong with it."""

from pathlib import Path

import pytest

from intake.agreement_file import load_terms
from sla.errors import BadInput
from tests.intake.agreement_files import OUTBOUND, SHARED, SMALLEST, refusal

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
    ('role = "rep"', 'role = "rep"\nstreams = ["Renewals"]', "people[1].streams", "which is no stream: the agreement has none"),
    ('side = "sales"', 'side = "sails"', "people[1].side", '"sails" is not known here'),
    ('role = "rep"', 'role = "manager"', "people", "nobody is a rep"),
    ('side = "sales"', 'side = "marketing"', "people[1].role", "Ana Lima is on the marketing side"),
    ("[[people]]", '[sales]\nfirst_attempt_within = "2d"\n[[people]]', "sales.first_attempt_within", '"2h" or "90m"'),
    ("[[people]]", '[sales]\nfirst_attempt_within = "200h"\n[[people]]', "sales.first_attempt_within", "the team works in 4 weeks"),
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
    assert fault.message == "people[2].email (Ann): ana@example.com is people[1] already; name each once."


def test_one_word_cannot_mean_two_lead_types(tmp_path: Path) -> None:
    text = SMALLEST.replace("aov = 2000\n", SHARED, 1).replace("[[people]]", OUTBOUND + "[[people]]", 1)
    fault = refusal(text.replace('"Cold Call"', '"website FORM"'), tmp_path)
    assert "stands for both Website form and Outbound" in fault.message


def test_several_types_each_need_a_share(tmp_path: Path) -> None:
    fault = refusal(SMALLEST.replace("[[people]]", OUTBOUND + "[[people]]", 1), tmp_path)
    assert fault.message.startswith(
        "lead_types[1].share (Website form): is missing; with several lead types Website form"
    )


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
