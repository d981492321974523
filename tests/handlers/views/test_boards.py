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
from handlers.views.pace import pace_message
from handlers.views.status import status_message
from handlers.views.take_values import parse_take
from sla.board import Board, SalesSide, ShareLine
from sla.commitments import TopicKind
from sla.digest import Topic
from sla.marketing import QuantityLine
from sla.verdict import Verdict
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


LOW = replace(examples.BOARD.marketing.value_month, delivered=Fraction(20_000), verdict=Verdict.UNDER)
HIGH = replace(LOW, delivered=Fraction(50_000), verdict=Verdict.OVER)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (LOW, "marketing under pace"),
        (replace(LOW, nth=2), "marketing behind, second month under pace"),
        (replace(LOW, normal_variation=True), "marketing within normal variation"),
        (HIGH, "marketing over pace"),
        (replace(HIGH, nth=3), "marketing over pace, third month running"),
    ],
)
def test_one_month_outside_is_not_called_behind(line: QuantityLine, said: str) -> None:
    board = replace(
        examples.BOARD, marketing=replace(examples.BOARD.marketing, value_month=line, verdict=line.verdict)
    )
    assert headline(board) == f"{said}, sales behind on day 28"
    assert f"*Marketing* · {said.removeprefix('marketing ')}" in digest_message(examples.digest(board)).text


def test_over_delivery_is_told_as_plainly_and_is_for_the_review() -> None:
    said = pace_message(examples.OVER).text
    assert (
        "Outbound leads: over pace in each of the 3 months before this one; on the agenda of the next review"
        in said
    )
    assert "*Over pace* Outbound leads: more than the plan gives sales to work" in said
    assert "third month" not in said
    assert "31% over, fourth month running" in said


def test_what_is_not_counted_says_why_without_a_name() -> None:
    for message in (pace_message(examples.OVER), counted_message(examples.OVER)):
        assert "L112, 9 Nov: the same person as L64, 6 Oct" in message.text
        assert "L113, 9 Nov: rejected for good" in message.text
        assert "Harbour" not in message.text


def test_quality_stands_next_to_quantity_each_with_its_n() -> None:
    said = status_message(examples.OVER, scope="marketing").text
    assert "*Met the agreed definition* 209 of 236 (89%)" in said
    assert "Website form 120 of 147 (82%) · Outbound 89 of 89 (100%)" in said
    assert "30 of 33 (91%) accepted, agreed 80%; 31 of 96 (32%) came to SQL, planned 34%" in said
    assert "revenue so far $115 a lead, planned $128" in said
    assert "7 of 15 came to SQL" in said, "a percent of fifteen says too much"
    assert "quality of 27 of 236 leads not checked" in said


def test_a_closed_month_stays_as_it_was_told() -> None:
    assert (
        "as it closed: 272 of 284 leads, $40k of $42k (96% of pace); since then 2 leads taken out, worth $256"
        in (pace_message(examples.OVER).text)
    )


def test_the_pages_columns_add_up_with_more_types_than_fit() -> None:
    types = [examples.quantity(f"Type {n}", n, 10 + n) for n in range(33)]
    total = examples.quantity(None, sum(range(33)), sum(range(10, 43)))
    spans = tuple(examples.type_pace(line, Fraction(100)) for line in (*types, total))
    board = replace(examples.BOARD, marketing=replace(examples.BOARD.marketing, spans=spans))
    rows = [row[1].split(" of ") for row in table(pace_message(board))[2:24]]
    *shown, everything = [(int(came), int(of)) for came, of in rows]
    assert len(shown) == 21
    assert tuple(map(sum, zip(*shown, strict=True))) == everything
