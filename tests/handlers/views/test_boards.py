"""What a board says of its numbers: verdicts first, columns that add up, states that are no ordinary day."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from handlers.views.counted import counted_message
from handlers.views.digest import digest_message
from handlers.views.headline import headline
from handlers.views.ids import Act
from handlers.views.message import Message
from handlers.views.status import status_message
from handlers.views.take_values import parse_take
from sla.board import Board, SalesSide, ShareLine
from sla.commitments import TopicKind
from sla.digest import Topic
from tests.handlers.views import examples
from tests.handlers.views.examples import share


def with_lines(*lines: ShareLine) -> Board:
    return replace(
        examples.BOARD, sales=SalesSide(measured=True, lines=lines, first_attempt_within=timedelta(hours=2))
    )


def table(message: Message) -> list[list[str]]:
    (block,) = [block for block in message.as_payload()["blocks"] if block["type"] == "table"]
    return [[cell["text"] for cell in row] for row in block["rows"]]


KEPT, MISSED, CLOSE, FEW = (28, 38, 38), (28, 20, 38), (28, 33, 38), (28, 5, 6)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((MISSED,), "sales behind on day 28"),
        (((None, 20, 81), MISSED), "sales behind on first attempts and day 28"),
        (((None, 20, 81), (14, 20, 57), MISSED), "sales behind on 3 of 3 promises"),
        ((KEPT, KEPT), "sales kept all 2 promises"),
        ((KEPT, CLOSE), "sales kept 1 of 2 promises, none missed"),
        ((CLOSE, FEW), "sales too close to call"),
        ((FEW,), "sales too few to judge"),
    ],
)
def test_the_headline_of_sales(lines: tuple[tuple[int | None, int, int], ...], said: str) -> None:
    assert headline(with_lines(*(share(*line) for line in lines))) == f"marketing on pace, {said}"


def test_columns_add_up_as_shown() -> None:
    rows = {row[0]: row for row in table(status_message(examples.BOARD))}
    for column in (1, 2):
        website, outbound, total = (
            int(rows[name][column].split()[0])
            for name in ("Website form leads", "Outbound leads", "All leads")
        )
        assert website + outbound == total


def test_more_lead_types_than_fit_still_add_up() -> None:
    types = tuple(examples.quantity(f"Type {n}", n, 10 + n) for n in range(33))
    total = examples.quantity(None, sum(range(33)), sum(range(10, 43)))
    board = replace(examples.BOARD, marketing=replace(examples.BOARD.marketing, types=types, total=total))
    rows = table(status_message(board, scope="marketing"))
    leads = [row for row in rows if row[0].startswith("Type ") or row[0] == "13 more lead types"]
    everything = next(row for row in rows if row[0] == "All leads")
    assert len(leads) == 21
    for column in (1, 2):
        assert sum(int(row[column].split()[0]) for row in leads) == int(everything[column].split()[0])


def test_one_lead_type_has_no_total() -> None:
    one = replace(examples.BOARD.marketing, types=examples.BOARD.marketing.types[:1])
    names = [row[0] for row in table(status_message(replace(examples.BOARD, marketing=one)))]
    assert "All leads" not in names


def test_the_gap_of_a_topic_is_that_of_the_board() -> None:
    rows = {row[0]: row for row in table(status_message(examples.BOARD))}
    shown = int(rows["Outbound leads"][2].split()[0]) - int(rows["Outbound leads"][1])
    assert f"Outbound is {shown} leads under pace" in digest_message(examples.digest()).text


def test_too_many_leads_put_no_money_at_risk() -> None:
    topic = Topic(kind=TopicKind.OVER_PACE, leads=30, value=Fraction(0), lead_type="Outbound")
    digest = replace(examples.digest(examples.ALL_KEPT), topics=(topic,))
    (line,) = [line for line in digest_message(digest).text.split("\n") if line.startswith("*1.*")]
    assert line.endswith("over pace")


def test_a_side_alone_keeps_the_headline_of_both() -> None:
    message = status_message(examples.BOARD, scope="sales")
    assert message.text.startswith("Marketing on pace, sales behind on day 28")
    assert not any("leads" in row[0] for row in table(message))


@pytest.mark.parametrize("board", [examples.SETTLING, examples.BEFORE_START, examples.NO_LEADS])
def test_no_percent_of_pace_without_a_verdict(board: Board) -> None:
    marketing, _ = digest_message(examples.digest(board)).as_payload()["blocks"][1]["fields"]
    assert "% agreed" not in marketing["text"]
    assert "under pace" not in marketing["text"]


def test_last_year_is_named_when_it_has_just_closed() -> None:
    board = replace(examples.BOARD, now=examples.at(9, day=date(2027, 1, 4)), as_of=date(2026, 12, 31))
    said = digest_message(examples.digest(board)).text
    assert "December closed: marketing on pace" in said
    assert "*Won since 1 Jan 2026*" in said


def test_a_missed_range_never_reads_as_touching_the_agreed_share() -> None:
    assert "range 69% to 89.7%, agreed 90%" in counted_message(examples.BOARD).text


def test_a_cohort_says_which_leads_it_is_of() -> None:
    said = counted_message(examples.BOARD).text
    assert "12 of 17 leads → too few to judge. Due 25 Aug to 23 Nov, the last 90 days" in said
    assert "Due 1 Nov to 23 Nov; 4 more closed before" in said


def test_each_topic_can_be_taken_by_itself() -> None:
    digest = examples.digest()
    sections = [block for block in digest_message(digest).as_payload()["blocks"] if "accessory" in block]
    buttons = [block["accessory"] for block in sections]
    assert {button["action_id"] for button in buttons} == {Act.TAKE}
    taken = [parse_take(button["value"]) for button in buttons]
    assert taken == [(digest.on, topic.about) for topic in digest.topics]
    assert len({button["accessibility_label"] for button in buttons}) == len(buttons)
