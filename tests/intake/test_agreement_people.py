"""A person of the agreement has their own hours and holidays where they are written, the team's where not."""

from dataclasses import replace
from datetime import date, time

import pytest

from intake.agreement_documents import AgreementDocuments
from sla.calendar import Window, WorkingWeek
from sla.errors import BadInput
from sla.people import Named, Role, Side
from tests.intake.agreements import WHOLE

DOCUMENTS = AgreementDocuments()
TERMS = DOCUMENTS.read(WHOLE).terms
ANA = Named(email="ana@example.com", name="Ana Lima", side=Side.SALES, role=Role.REP)


def test_without_words_of_their_own_they_work_as_the_team_does() -> None:
    person = DOCUMENTS.person(ANA, TERMS)
    assert person.calendar == TERMS.calendar
    assert (person.email, person.name, person.side, person.role) == (ANA.email, ANA.name, ANA.side, ANA.role)


def test_each_word_of_their_own_stands_alone() -> None:
    away = DOCUMENTS.person(replace(ANA, zone="Asia/Dubai"), TERMS).calendar
    assert (away.zone, away.week, away.holidays) == (
        "Asia/Dubai",
        TERMS.calendar.week,
        TERMS.calendar.holidays,
    )
    days = DOCUMENTS.person(replace(ANA, days="Sun-Tue"), TERMS).calendar
    assert [bool(windows) for windows in days.week.days] == [True, True, False, False, False, False, True]
    assert days.week.days[0] == TERMS.calendar.week.days[0]
    hours = DOCUMENTS.person(replace(ANA, hours="10:00-24:00"), TERMS).calendar
    assert hours.week.days[3] == (Window(start=time(10), end=time.min),)
    assert hours.week.days[4] == ()
    free = DOCUMENTS.person(replace(ANA, holidays="BR"), TERMS).calendar
    assert date(2026, 9, 7) in free.holidays
    assert date(2026, 3, 8) not in free.holidays
    assert DOCUMENTS.person(replace(ANA, holidays="none"), TERMS).calendar.holidays == frozenset()


def test_before_anything_is_agreed_they_work_usual_hours() -> None:
    calendar = DOCUMENTS.person(replace(ANA, zone="Asia/Dubai", holidays="BR"), None).calendar
    assert calendar.zone == "Asia/Dubai"
    assert calendar.week == WorkingWeek.monday_to_friday()
    assert calendar.holidays == frozenset()
    assert DOCUMENTS.person(ANA, None).calendar.zone == "UTC"


@pytest.mark.parametrize(
    ("named", "field", "says"),
    [
        (replace(ANA, zone="Mars/Base"), "zone", '"Mars/Base" is not a time zone'),
        (replace(ANA, hours="9-5"), "hours", '"9-5" is not a span of hours'),
        (replace(ANA, days="Funday"), "days", '"Funday" is not a day of the week'),
        (replace(ANA, holidays="QQ"), "holidays", '"QQ" is not a country'),
    ],
)
@pytest.mark.parametrize("terms", [TERMS, None], ids=["agreed", "before"])
def test_words_that_mean_nothing_are_refused(named: Named, field: str, says: str, terms: object) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        DOCUMENTS.person(named, TERMS if terms else None)
    assert refused.value.field == field
