"""Marketing's private notice that the month is outside the band: the gap, and what a working day would close it."""

from handlers.views import days, figures, layout, quantities, words
from handlers.views.escape import people
from handlers.views.ids import Act, Foot
from handlers.views.message import Message
from handlers.views.paced import TOO_MANY
from handlers.views.situation import Situation
from handlers.views.take_values import take_value
from sla.commitments import TopicKind
from sla.digest import PaceNotice, Topic
from sla.pace import BAND, REVIEW_MONTHS, Landing
from sla.targets import Month
from sla.verdict import Verdict

MOST_TOPICS = 3


def pace_notice_message(notice: PaceNotice) -> Message:
    board = notice.board
    situation = Situation(board=board)
    verdict = board.marketing.value_month.verdict
    when = "closed" if situation.closed else "is"
    return Message.of(
        layout.section(
            f"*{situation.month} {when} {verdict} pace*",
            _figures(notice),
            *_gap(notice),
            *_running(notice),
        ),
        *(_topic(place, topic, notice) for place, topic in enumerate(notice.topics[:MOST_TOPICS], start=1)),
        layout.buttons(
            layout.button("Show", Act.OPEN_PACE, "marketing"),
            layout.button("The plan", Act.OPEN_PLAN, "plan"),
            block_id=Foot.PACE,
        ),
        layout.context(
            figures.as_of_words(board),
            figures.today_words(board),
            "counted from the leads delivered, at the value agreed for each",
            "private, to everybody of marketing" + ("" if situation.closed else ", at most once a week"),
        ),
    )


def _figures(notice: PaceNotice) -> str:
    board = notice.board
    total, line = board.marketing.total, board.marketing.value_month
    leads, value = figures.amounts(total, board), figures.amounts(line, board)
    by_now = "promised" if Situation(board=board).closed else "expected by now"
    band, ratio = quantities.percent(BAND, locale=board.locale), figures.ratio_percent(line, board.locale)
    return f"{leads[0]} of {leads[1]} leads {by_now}, worth {value[0]} of {value[1]} ({ratio}; ±{band} is agreed)"


def _gap(notice: PaceNotice) -> tuple[str, ...]:
    board, land = notice.board, notice.landing
    money = quantities.short_money(notice.gap, board.quota.amount.currency, board.locale)
    leads = words.counted(notice.gap_leads, "lead", locale=board.locale)
    under = board.marketing.value_month.verdict is Verdict.UNDER
    gap = f"That is {money} {'short' if under else 'above'}, about {leads} at the agreed mix."
    if land is None:
        return (gap,)
    return gap, _enough(land, notice) if under else _few_enough(land, notice)


def _enough(land: Landing, notice: PaceNotice) -> str:
    each, whole = _a_day(land.fewest or 0, notice), _number(land.whole or 0, notice)
    lands = f"With {each} {_until(notice)} the month lands inside the band, with {whole} on all of it"
    return f"{lands}; {_so_far(notice)}."


def _few_enough(land: Landing, notice: PaceNotice) -> str:
    if land.most is None:
        return f"The month’s own band is passed already. It is {TOO_MANY}."
    each = f"up to {_a_day(land.most, notice)}" if land.most else "no more leads"
    return f"With {each} {_until(notice)} the month stays inside the band; {_so_far(notice)}."


def _a_day(number: int, notice: PaceNotice) -> str:
    return f"{words.counted(number, 'lead', locale=notice.board.locale)} a working day"


def _number(number: int, notice: PaceNotice) -> str:
    return quantities.count(number, notice.board.locale)


def _until(notice: PaceNotice) -> str:
    last = Month.of(notice.board.as_of).last
    return f"from today to {days.brief(last, notice.board.as_of)}"


def _so_far(notice: PaceNotice) -> str:
    board = notice.board
    each = board.marketing.total.delivered / board.days_elapsed
    return f"so far it was {_number(quantities.half_up(each), notice)} a day"


def _running(notice: PaceNotice) -> tuple[str, ...]:
    """Month after month: two are a notice, three go on the review's agenda."""
    nth = notice.board.marketing.value_month.nth
    if not nth:
        return ()
    review = "; three or more are on the agenda of the next review" if nth >= REVIEW_MONTHS else ""
    return (f"It is the {words.ordinal(nth)} month running on this side{review}.",)


def _topic(place: int, topic: Topic, notice: PaceNotice) -> layout.Text:
    """By lead type, with the button by which one becomes the reader's until an hour of today."""
    board = notice.board
    where = "under" if topic.kind is TopicKind.UNDER_PACE else "over"
    leads = words.counted(topic.leads, "lead", locale=board.locale)
    button = layout.button(
        "I take it", Act.TAKE_ELSEWHERE, take_value(notice.on, topic.about), label=f"I take lead type {place}"
    )
    return layout.section(
        f"• {people(topic.lead_type or 'All leads', 40)}: {leads} {where} pace", accessory=button
    )
