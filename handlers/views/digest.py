"""The morning message of the channel: both verdicts, then what to talk about. It fits one phone screen."""

from handlers.views import days, figures, layout, quantities, sides, words
from handlers.views.escape import people
from handlers.views.headline import headline
from handlers.views.ids import Act, Foot
from handlers.views.message import Message
from handlers.views.situation import FIRST_STEPS, Situation
from sla.answers import LeadFilter
from sla.board import Board
from sla.digest import MOST_TOPICS, Digest, Topic, TopicKind


def digest_message(digest: Digest) -> Message:
    board = digest.board
    return Message.of(
        layout.header(f"{days.dated(digest.on, digest.on)} · {headline(board)}"),
        layout.columns(sides.marketing_lines(board), sides.sales_lines(board)),
        layout.section(figures.won_words(board)),
        layout.divider(),
        *_topics(digest),
        layout.buttons(
            layout.button("Full board", Act.OPEN_BOARD, "team"),
            layout.button("My leads", Act.OPEN_MINE, LeadFilter.DUE),
            layout.button("How is this counted?", Act.OPEN_WHY, "team"),
            block_id=Foot.DIGEST,
        ),
        layout.context(
            figures.as_of_words(board),
            figures.today_words(board),
            *figures.correction_words(board),
            figures.contested_words(board),
            figures.queued_words(board),
            figures.agreement_words(board),
            "no rep is named here",
        ),
    )


def _topics(digest: Digest) -> list[layout.Text]:
    if Situation(board=digest.board).fresh:
        return [layout.section(FIRST_STEPS)]
    if not digest.topics:
        return [layout.section("Nothing needs the stand-up today.")]
    return [
        _topic(place, topic, digest.board) for place, topic in enumerate(digest.topics[:MOST_TOPICS], start=1)
    ]


def _topic(place: int, topic: Topic, board: Board) -> layout.Text:
    """One line of the agenda, with the button that leads to what can be done about it."""
    value = quantities.short_money(topic.value, board.quota.amount.currency, board.locale)
    worth = f" · about {value}" if topic.value else ""
    text = f"*{place}.* {_words(topic, board)}{worth}"
    if topic.kind is TopicKind.OVERDUE:
        label = "My overdue leads, if any are mine"
        return layout.section(
            text, accessory=layout.button("My overdue", Act.OPEN_OVERDUE, LeadFilter.OVERDUE, label=label)
        )
    label = f"See the plan behind topic {place}"
    return layout.section(text, accessory=layout.button("See the plan", Act.OPEN_PLAN, "plan", label=label))


def _words(topic: Topic, board: Board) -> str:
    if topic.kind is TopicKind.OVERDUE:
        leads = words.counted(topic.leads, "lead", locale=board.locale)
        return f"{leads} {'is short of its' if topic.leads == 1 else 'are short of their'} follow-ups"
    where = "under" if topic.kind is TopicKind.UNDER_PACE else "over"
    gap = words.counted(_gap_as_shown(topic, board), "lead", locale=board.locale)
    nth = next((line.nth for line in board.marketing.types if line.lead_type == topic.lead_type), 0)
    running = f", {words.ordinal(nth)} month running" if nth else ""
    return f"{people(topic.lead_type or 'All leads', 40)} is {gap} {where} pace{running}"


def _gap_as_shown(topic: Topic, board: Board) -> int:
    """The difference of the two numbers on the board, so that nobody finds another one there."""
    for line, expected in zip(board.marketing.types, figures.expected_leads(board), strict=True):
        if line.lead_type == topic.lead_type:
            return abs(expected - quantities.half_up(line.delivered)) or topic.leads
    return topic.leads
