"""The kinds of value in an agreement's tables: how each is read, and the one spelling in which it is written."""

from datetime import date, time, timedelta
from fractions import Fraction
from typing import Annotated

from pydantic import Field, PlainSerializer, StrictInt

from intake import agreement_spelling as spelling
from intake import agreement_words as words
from intake.agreement_week import team_hours
from sla.calendar import Window, WorkingWeek
from sla.rates import Rate

Text = Annotated[str, words.reads(words.text(80))]
Choice = Annotated[str, words.reads(words.text(75))]
"""As long as an option of a list in Slack may be."""
Sentence = Annotated[str, words.reads(words.text(300))]
Paragraph = Annotated[str, words.reads(words.text(500))]
NumberText = Annotated[str, words.reads(words.number_text)]
Share = Annotated[Rate, words.reads(words.rate), PlainSerializer(spelling.rate, return_type=str)]
Factor = Annotated[Fraction, words.reads(words.factor), PlainSerializer(spelling.decimal, return_type=str)]
Weight = Annotated[
    Fraction, words.reads(words.weight), PlainSerializer(spelling.whole_number, return_type=int)
]
"""Settled weights are whole numbers."""
Email = Annotated[str, words.reads(words.email)]
Channel = Annotated[str, words.reads(words.channel)]
Zone = Annotated[str, words.reads(words.zone)]
LocaleName = Annotated[str, words.reads(words.locale)]
Currency = Annotated[str, words.reads(words.currency)]
Place = Annotated[str, words.reads(words.place)]
Fingerprint = Annotated[str, words.reads(words.fingerprint)]
Clock = Annotated[time, words.reads(words.clock), PlainSerializer(spelling.clock, return_type=str)]
Day = Annotated[date, words.reads(words.day)]
Hours = Annotated[
    tuple[Window, ...], words.reads(words.hours), PlainSerializer(spelling.hours, return_type=str)
]
TeamHours = Annotated[
    tuple[Window, ...] | WorkingWeek,
    words.reads(team_hours),
    PlainSerializer(spelling.team_hours, return_type=str | dict[str, str]),
]
"""The same on every working day, or each weekday's own."""
Days = Annotated[frozenset[int], words.reads(words.days), PlainSerializer(spelling.days, return_type=str)]
Span = Annotated[timedelta, words.reads(words.span), PlainSerializer(spelling.span, return_type=str)]
Count = Annotated[StrictInt, Field(ge=1, le=100_000)]
Points = Annotated[StrictInt, Field(ge=1, le=1_000)]
FewDays = Annotated[StrictInt, Field(ge=1, le=60)]
