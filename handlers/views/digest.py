"""The morning message of the channel: both verdicts, then what to talk about. It fits one phone screen."""

from handlers.views import days, figures, layout, quantities, sides, words
from handlers.views.escape import people
from handlers.views.headline import headline
from handlers.views.ids import Act, Foot
from handlers.views.message import AnyBlock, Message
from handlers.views.message_words import NAMES
from handlers.views.silent import MOST_GAPS, gap_words
from handlers.views.situation import FIRST_STEPS, Situation
from handlers.views.take_values import take_value
from handlers.views.taking import about_words
from sla.answers import LeadFilter
from sla.board import Board
from sla.calendar import local_date
from sla.commitments import TopicKind
from sla.digest import MOST_TOPICS, Checked, Digest, Topic
from sla.messages import SwitchedOff

MOST_CHECKED = 5


def digest_message(digest: Digest) -> Message:
    foot = layout.buttons(*_foot(digest), block_id=Foot.DIGEST)
    *blocks, small_print = digest_blocks(digest, live=True)
    return Message.of(*blocks, foot, small_print)


def digest_blocks(digest: Digest, *, live: bool = False) -> tuple[AnyBlock, ...]:
    """Only one that is `live`, in its channel, has the buttons by which an exception is taken."""
    board = digest.board
    blocks = (
        layout.header(f"{days.dated(digest.on, digest.on)} · {headline(board)}"),
        layout.columns(sides.marketing_lines(board), sides.sales_lines(board)),
        layout.section(figures.won_words(board)),
        layout.divider(),
        *_topics(digest, live=live),
        _checked(digest),
        layout.context(*_small_print(digest)),
    )
    return tuple(block for block in blocks if block is not None)


def _topics(digest: Digest, *, live: bool) -> list[layout.Text]:
    if Situation(board=digest.board).fresh:
        return [layout.section(FIRST_STEPS)]
    if not digest.topics:
        return [layout.section("Nothing needs the stand-up today.")]
    topics = enumerate(digest.topics[:MOST_TOPICS], start=1)
    return [_topic(place, topic, digest, live=live) for place, topic in topics]


def _topic(place: int, topic: Topic, digest: Digest, *, live: bool) -> layout.Text:
    """One line of the agenda, with the button by which it becomes somebody's."""
    board = digest.board
    value = quantities.short_money(topic.value, board.quota.amount.currency, board.locale)
    worth = f" · about {value}" if topic.value else ""
    button = layout.button(
        "I take it",
        Act.TAKE,
        take_value(digest.on, topic.about),
        label=f"I take topic {place}, {topic.kind}",
    )
    lines = [f"*{place}.* {_words(topic, board)}{worth}", *_taken(topic, board)]
    return layout.section(*lines, accessory=button if live else None)


def _taken(topic: Topic, board: Board) -> tuple[str, ...]:
    """By a side, never by a name."""
    if topic.taken is None:
        return ()
    some = 0 < topic.taken.leads < topic.leads
    what = f"{quantities.count(topic.taken.leads, board.locale)} of them " if some else ""
    until = days.clock(topic.taken.until, board.zone)
    return (words.capital(f"{what}taken on by {topic.kind.side}, until {until}"),)


def _words(topic: Topic, board: Board) -> str:
    leads = words.counted(topic.leads, "lead", locale=board.locale)
    if topic.kind is TopicKind.OVERDUE:
        return f"{leads} {'is short of its' if topic.leads == 1 else 'are short of their'} follow-ups"
    if topic.kind is TopicKind.CONTESTED:
        return figures.contested_words(topic.leads, board.locale)
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


def _checked(digest: Digest) -> layout.Text | None:
    """What became of what was taken on the last time, both sides in the same words."""
    if not digest.checked or digest.checked_on is None:
        return None
    lines = [
        f"• {one.side}, {about_words(one.about, one.leads)}: {_done(one)}"
        for one in digest.checked[:MOST_CHECKED]
    ]
    return layout.section(f"*Taken on {days.named(digest.checked_on, digest.on)}*", *lines)


def _done(checked: Checked) -> str:
    if checked.left is None:
        return "no verdict yet this month"
    if not checked.left:
        return "done"
    done = checked.leads - checked.left
    return f"{done} done, {checked.left} still open" if done > 0 else "still open"


def _heard_again(digest: Digest) -> list[str]:
    board = digest.board
    return [
        f"{gap_words(one, board.now, board.zone)}; every date in it is counted by what is known now"
        for one in digest.heard_again[-MOST_GAPS:]
    ]


def _kept_after_all(digest: Digest) -> str | None:
    """A correction, beside the record that stays."""
    if not digest.kept_after_all:
        return None
    dates = words.counted(digest.kept_after_all, "follow-up date", locale=digest.board.locale)
    return f"{dates} that had ended short became kept since the digest before, by what came in later"


def _foot(digest: Digest) -> list[layout.Element]:
    kinds = {topic.kind for topic in digest.topics}
    foot = [
        layout.button("Full board", Act.OPEN_BOARD, "team"),
        layout.button("My leads", Act.OPEN_MINE, LeadFilter.DUE),
    ]
    if kinds & {TopicKind.UNDER_PACE, TopicKind.OVER_PACE}:
        foot.append(layout.button("The plan", Act.OPEN_PLAN, "plan"))
    return [*foot, layout.button("How is this counted?", Act.OPEN_WHY, "team")]


def _off(off: SwitchedOff, digest: Digest) -> str:
    """What is agreed and not carried out just now; by a side, never by a name."""
    since = days.dated(local_date(off.since, digest.board.zone), digest.on)
    by = f" by {off.side}" if off.side else ""
    return f"agreed, but switched off{by} since {since}: {NAMES[off.kind].lower()}"


def _small_print(digest: Digest) -> tuple[str | None, ...]:
    board = digest.board
    more = words.counted(digest.more, "more exception", locale=board.locale)
    working_days = words.counted(digest.missed, "working day", locale=board.locale)
    said = any(topic.kind is TopicKind.CONTESTED for topic in digest.topics)
    return (
        figures.as_of_words(board),
        figures.today_words(board),
        *figures.correction_words(board),
        *_heard_again(digest),
        _kept_after_all(digest),
        f"{more} not listed" if digest.more else None,
        f"before this, no digest came on {working_days}" if digest.missed else None,
        figures.contested_words(board.contested, board.locale) if board.contested and not said else None,
        figures.queued_words(board),
        figures.agreement_words(board),
        *(_off(one, digest) for one in digest.off),
        "no rep is named here; details go into this message’s thread",
    )
