"""A team whose hours differ by weekday: how they are written, what they mean, and that nothing else moves."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from handlers.views.setup.fields import BY_PATH
from handlers.views.setup.spelled import spelled
from intake.agreement_export import export_toml
from intake.agreement_file import read_file
from intake.agreement_people import person_of
from sla.agreement import Json
from sla.calendar import WorkingWeek
from sla.documents import Written
from sla.errors import BadInput
from sla.people import Named, Role, Side
from tests.intake.desk import EXAMPLE, Desk

PLAIN = EXAMPLE.read_text(encoding="utf-8")
SIX_DAYS = 'hours = { "Mon-Thu" = "08:00-20:00", "Sat" = "09:00-17:00", "Fri" = "08:00-20:00" }'


def written(desk: Desk, hours: str, days: str = "") -> Written:
    """The example with other working times."""
    lines = [
        hours if line.startswith("hours = ") and number < 20 else days if line.startswith("days = ") else line
        for number, line in enumerate(PLAIN.splitlines())
    ]
    return read_file(desk.write("own.toml", "\n".join(lines))).written


def test_equal_days_are_one_entry_and_the_days_follow(desk: Desk):
    body = written(desk, SIX_DAYS).body
    assert '"hours":{"Mon-Fri":"08:00-20:00","Sat":"09:00-17:00"}' in body
    assert '"days":"Mon-Sat"' in body


def test_the_same_every_day_stays_the_agreement_it_was(desk: Desk):
    plain = read_file(EXAMPLE).written
    assert written(desk, 'hours = { "Mon-Fri" = "09:00-17:00" }').sha256 == plain.sha256
    assert '"hours":"09:00-17:00"' in plain.body


def test_the_text_of_the_form_says_the_same(desk: Desk):
    by_table = written(desk, SIX_DAYS)
    by_text = written(desk, 'hours = "Mon-Fri 08:00-20:00; Sat 09:00-17:00"')
    assert by_text == by_table
    tables: Mapping[str, Json] = {"team": {"hours": {"Sat": "09:00-17:00", "Mon-Fri": "08:00-20:00"}}}
    assert spelled(tables, BY_PATH["team.hours"]) == "Mon-Fri 08:00-20:00; Sat 09:00-17:00"


def test_an_exported_file_reads_back_the_same(desk: Desk):
    first = written(desk, SIX_DAYS)
    ana = Named(email="ana@example.com", name="Ana", side=Side.SALES, role=Role.REP)
    text = export_toml(first, [ana], version=0, sha256=first.sha256)
    assert 'hours = {Mon-Fri = "08:00-20:00", Sat = "09:00-17:00"}' in text
    assert read_file(desk.write("back.toml", text)).written == first


def test_a_persons_own_days_have_the_teams_hours_of_these_days(desk: Desk):
    terms = written(desk, SIX_DAYS).terms
    own = Named(email="ana@example.com", name="Ana", side=Side.SALES, role=Role.REP)
    assert person_of(own, terms).calendar.week == terms.calendar.week
    weekend = person_of(replace(own, days="Sat, Sun"), terms).calendar.week
    assert weekend.working == frozenset({5, 6})
    assert weekend.days[5] == terms.calendar.week.days[5]
    assert weekend.days[6] == terms.calendar.week.days[0]
    assert isinstance(weekend, WorkingWeek)


@pytest.mark.parametrize(
    ("hours", "days", "says"),
    [
        (
            SIX_DAYS,
            'days = "Mon-Fri"',
            "names Mon-Sat where the working days are Mon-Fri; name the same days",
        ),
        ('hours = { "Mon-Fri" = "8:00-20:00", "Fri" = "9:00-17:00" }', "", "Fri has hours twice"),
        ("hours = {}", "", "at least one day with working hours"),
        ('hours = { "Mon" = "8" }', "", '"8" is not a span of hours'),
        ('hours = { "Noday" = "8:00-9:00" }', "", "is not a day of the week"),
        ('hours = "Mon-Fri 8:00-9:00; 9:00-10:00"', "", "does not begin with its days"),
    ],
)
def test_what_cannot_be_taken_gets_one_sentence(desk: Desk, hours: str, days: str, says: str):
    with pytest.raises(BadInput) as refused:
        written(desk, hours, days)
    assert refused.value.field == "team.hours"
    (line,) = refused.value.message.splitlines()
    assert says in line
