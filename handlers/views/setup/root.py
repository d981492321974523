"""The set-up's first modal: what is there and what is missing, part by part, each with its button."""

from collections.abc import Iterator

from slack_sdk.models.blocks import ButtonElement, ConfirmObject, PlainTextObject

from handlers.views import days, layout, words
from handlers.views.crm_lines import how_it_goes
from handlers.views.escape import people, plain
from handlers.views.ids import Act, Foot, Form
from handlers.views.message import AnyBlock
from handlers.views.modal import Modal
from handlers.views.setup import faults
from handlers.views.setup.headings import ADD, MOST, NEEDED, TITLES
from handlers.views.setup.spelled import entries
from handlers.views.setup.summary import as_usual, lines_of
from handlers.views.values import part_value
from sla.agreed import Part, PartOf, PartState, SetUpBoard
from sla.calendar import local_date
from sla.parts import NUMBERED

_NAME = 40
_MOST_NAMED = 5
_BEFORE_STREAMS = frozenset({Part.QUOTA, Part.STREAM})
_SURE = (
    "What was written since the last proposal or the agreement in force is dropped. People stay as they are."
)


def setup_modal(board: SetUpBoard) -> Modal:
    following = next((state.of for state in board.parts if state.faults), None)
    return Modal(
        form=Form.SETUP,
        title="Set up the agreement",
        blocks=(
            layout.section(*_where(board, following)),
            layout.context(*_who(board)),
            _open_proposal(board),
            layout.divider(),
            *_parts(board, following),
            _crm(board),
            layout.divider(),
            layout.section(_still(board)),
            _foot(board),
            _messages(board),
            layout.context(
                "Improvements, metrics and open business are set in a file; "
                "`sla-bot agreement export` writes it all to one"
            ),
        ),
    )


def is_whole(board: SetUpBoard) -> bool:
    return board.terms is not None and not any(state.faults for state in board.parts)


def _where(board: SetUpBoard, following: PartOf | None) -> tuple[str, ...]:
    """How far it is, and what to do next."""
    open_ = {state.of.part for state in board.parts if state.faults}
    done = sum(part not in open_ for part in NEEDED)
    if following is None and _same_as_signed(board):
        return ("*This is the agreement in force.* Change a part to propose a new version.",)
    if following is None:
        return (f"*All {len(NEEDED)} needed parts are done.* Read it over with “Preview and propose” below.",)
    title = _title(following, board)
    if not done:
        return (
            f"*{len(NEEDED)} parts to fill in, then it can be proposed.* Start with *{title}*.",
            "The other parts have usual values that hold until you change them.",
        )
    return (f"*{done} of {len(NEEDED)} needed parts done.* Next: *{title}*.",)


def _who(board: SetUpBoard) -> tuple[str | None, ...]:
    kept = "What is written here binds nobody before both sides have signed"
    if board.at is None:
        return ("Nothing was changed yet" if board.in_force else None, kept)
    when = days.when(board.at, board.now, board.zone)
    by = people(board.by, _NAME) if board.by else "Somebody"
    return (f"{by} changed it last, {when}", kept)


def _open_proposal(board: SetUpBoard) -> AnyBlock | None:
    proposal = board.proposal
    if proposal is None:
        return None
    today = local_date(board.now, board.zone)
    return layout.section(
        f"*Version {proposal.number} is proposed* and waits for signatures; it would hold from "
        f"{days.dated(proposal.effective_on, today)}. A new proposal takes its place.",
        block_id="setup.open",
        accessory=layout.button("Read it", Act.OPEN_VERSION, str(proposal.number)),
    )


def _parts(board: SetUpBoard, following: PartOf | None) -> Iterator[AnyBlock]:
    streams, kinds = (len(entries(board.tables, table)) for table in NUMBERED.values())
    for number, state in enumerate(board.parts):
        yield _part(state, board, primary=state.of == following)
        after = board.parts[number + 1].of.part if number + 1 < len(board.parts) else None
        if state.of.part in _BEFORE_STREAMS and after is Part.LEAD_TYPE:
            yield from _add(Part.STREAM, streams)
        if state.of.part is Part.LEAD_TYPE and after is not Part.LEAD_TYPE and kinds:
            yield from _add(Part.LEAD_TYPE, kinds)


def _add(part: Part, there: int) -> Iterator[AnyBlock]:
    if there < MOST[part]:
        new = part_value(PartOf(part=part, number=there + 1))
        yield layout.buttons(layout.button(ADD[part], Act.FILL, new), block_id=f"setup.add.{part}")


def _part(state: PartState, board: SetUpBoard, *, primary: bool) -> AnyBlock:
    title = _title(state.of, board)
    verb = "Fill in" if state.faults and _only_missing(state) else "Change"
    return layout.section(
        _heading(state, board, title),
        *faults.lines(state.faults),
        *lines_of(state.of, board),
        block_id=f"setup.{part_value(state.of)}",
        accessory=layout.button(
            verb, Act.FILL, part_value(state.of), label=f"{verb}: {plain(title)}", primary=primary
        ),
    )


def _heading(state: PartState, board: SetUpBoard, title: str) -> str:
    if state.faults:
        return f"*{title}* · {'to fill in' if _only_missing(state) else 'to put right'}"
    usual = state.of.part not in {*NEEDED, Part.STREAM, Part.HOURS} and as_usual(state.of.part, board)
    return f"✓ *{title}*{' · as usual' if usual else ''}"


def _title(of: PartOf, board: SetUpBoard) -> str:
    """Mrkdwn; a stream or lead type is called by its name once it has one."""
    table = NUMBERED.get(of.part)
    held = entries(board.tables, table) if table else []
    if of.number is not None and of.number <= len(held):
        name = str(held[of.number - 1].get("name") or "")
        return f"{TITLES[of.part]}: {people(name, _NAME)}" if name else f"{TITLES[of.part]} {of.number}"
    return TITLES[of.part]


def _only_missing(state: PartState) -> bool:
    """Nothing that is written is wrong."""
    return state.of.part is Part.PEOPLE or faults.only_missing(state.faults)


def _crm(board: SetUpBoard) -> AnyBlock | None:
    """No part of the agreement: what is chosen there holds at once."""
    if board.crm is None:
        return None
    return layout.section(
        how_it_goes(board.crm),
        block_id="setup.crm",
        accessory=layout.button("Stages", Act.OPEN_CRM, "crm", label="Stages of HubSpot"),
    )


def _still(board: SetUpBoard) -> str:
    open_ = [_title(state.of, board) for state in board.parts if state.faults]
    if open_:
        more = len(open_) - _MOST_NAMED
        named = words.joined([*open_[:_MOST_NAMED], *([f"{more} more"] if more > 0 else [])])
        return f"Still open before it can be proposed: {named}."
    if board.terms is None:
        return "Something that only its file can set is not right yet; export it and check it there."
    if _same_as_signed(board):
        return "Nothing differs from the agreement in force yet."
    return "Next, both sides see what it comes to, and sign."


def _same_as_signed(board: SetUpBoard) -> bool:
    signed = board.in_force is not None and board.in_force.version > 0
    return signed and not board.changed and board.proposal is None


def _foot(board: SetUpBoard) -> AnyBlock | None:
    elements: list[layout.Element] = []
    if is_whole(board) and not _same_as_signed(board):
        elements.append(layout.button("Preview and propose", Act.PREVIEW, "preview", primary=True))
    if board.at is not None:
        elements.append(_start_over())
    return layout.buttons(*elements, block_id=Foot.SETUP) if elements else None


def _messages(board: SetUpBoard) -> AnyBlock | None:
    """What is sent is chosen apart: it is no part of what is signed."""
    if board.in_force is None:
        return None
    return layout.section(
        "*Messages*",
        "Which ones are sent, when and to whom, and whether anybody acts on them. No signature is needed.",
        block_id="setup.messages",
        accessory=layout.button("Messages", Act.OPEN_MESSAGES, "messages"),
    )


def _start_over() -> layout.Element:
    return ButtonElement(
        text=_plain("Start over"),
        action_id=Act.DISCARD,
        value="draft",
        confirm=ConfirmObject(
            title=_plain("Start over?"),
            text=_plain(_SURE),
            confirm=_plain("Start over"),
            deny=_plain("Keep it"),
        ),
    )


def _plain(text: str) -> PlainTextObject:
    return PlainTextObject(text=text, emoji=False)
