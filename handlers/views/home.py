"""The Home tab: the reader's own verdict first, then what they can do about it, then their numbers."""

from collections.abc import Iterator
from dataclasses import dataclass

from handlers.views import layout, words
from handlers.views.crm_lines import how_it_goes, to_look_at
from handlers.views.escape import people, plain
from handlers.views.headline import headline
from handlers.views.home_away import away_line, switch_section
from handlers.views.home_commitments import commitment_blocks
from handlers.views.home_day import day_blocks, day_headline, numbers_blocks
from handlers.views.home_fates import fates_blocks
from handlers.views.home_team import team_blocks, team_headline
from handlers.views.ids import Act, Foot
from handlers.views.inbox import today_section
from handlers.views.lead_words import Reading
from handlers.views.message import AnyBlock, JsonDict, as_dicts
from handlers.views.same_leads import same_blocks
from sla.crm import CrmBoard
from sla.home import Home

MOST_BLOCKS = 100
MOST_MANAGERS = 5
STRANGER = (
    "This bot answers members of this workspace only; guests and people of other companies can ask a member for "
    "the numbers."
)
WHAT_IT_IS = (
    "I keep marketing and sales to the agreement between them: how many leads marketing hands over, and how soon "
    "and how often sales follows up. Each working morning the channel sees both sides by one rule."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class HomeView:
    """A Home tab as Slack takes it."""

    blocks: tuple[AnyBlock, ...]

    def as_view(self) -> dict[str, object]:
        return {"type": "home", "blocks": as_dicts(self.blocks[:MOST_BLOCKS])}

    def noting(self, notice: tuple[JsonDict, ...]) -> "HomeView":
        """With what has just been done: in place of the lead's lines, or right below the verdict."""
        ids = {block["block_id"] for block in notice if block.get("block_id")}
        fresh = as_dicts(self.blocks)
        places = [place for place, block in enumerate(fresh) if block.get("block_id") in ids]
        at = places[0] if places else 1
        before = [block for block in fresh[:at] if block.get("block_id") not in ids]
        after = [block for block in fresh[at:] if block.get("block_id") not in ids]
        return HomeView(blocks=(*before, *notice, *after))


def home_view(home: Home) -> HomeView:
    return HomeView(blocks=tuple(_blocks(home)))


def stranger_home() -> HomeView:
    """Nothing of the data."""
    return HomeView(blocks=(layout.section(STRANGER),))


def _blocks(home: Home) -> Iterator[AnyBlock]:
    reading = Reading(now=home.now, zone=home.zone)
    yield layout.header(_headline(home))
    if home.to_sign is not None:
        yield _sign(home.to_sign)
    if home.person is None or not home.begun:
        yield from _for_others(home)
        return
    away = switch_section(home.switch, reading)
    if home.switch is not None and home.switch.now is not None:
        yield away
    yield from _work(home, reading)
    if home.switch is not None and home.switch.now is None:
        yield away
    if home.inbox is not None and (sent := today_section(home.inbox, block_id=Foot.HOME_INBOX)):
        yield sent
    yield layout.context(
        f"As of {reading.dated(reading.today)} {reading.when(home.now)}", "only you see this"
    )


def _work(home: Home, reading: Reading) -> Iterator[AnyBlock]:
    if home.team is not None:
        yield from team_blocks(home, home.team, reading)
    elif home.same is not None:
        yield from same_blocks(home.same, reading)
    if home.fates is not None:
        yield from fates_blocks(home, home.fates, reading)
    if home.day is not None:
        yield from day_blocks(home.day, reading)
    yield from commitment_blocks(home.commitments, reading)
    if home.day is not None and home.day.own is not None:
        yield from numbers_blocks(home.day.own)
    if home.crm is not None and home.crm.needs_a_look:
        yield _crm(home.crm)
    if home.away:
        yield away_line(home.away, reading)


def _crm(board: CrmBoard) -> AnyBlock:
    button = layout.button("HubSpot", Act.OPEN_CRM, "crm", label="How HubSpot is read")
    return layout.section(how_it_goes(board), *to_look_at(board), block_id="home.crm", accessory=button)


def _headline(home: Home) -> str:
    if not home.begun:
        return "Nothing is agreed yet"
    if home.person is None:
        return "Marketing and sales, and what they promised each other"
    if home.team is not None:
        return team_headline(home.team)
    if home.day is not None and home.day.own is not None:
        return day_headline(home.day)
    return words.capital(headline(home.board)) if home.board else plain(home.person.name)


def _sign(number: int) -> AnyBlock:
    button = layout.button(
        "Read and sign", Act.OPEN_SIGN, str(number), label=f"Read and sign version {number}"
    )
    return layout.section(
        f"*Version {number} of the agreement waits for your signature.*",
        block_id=Foot.HOME_SIGN,
        accessory=button,
    )


def _for_others(home: Home) -> Iterator[AnyBlock]:
    """Whom the agreement does not name, and everybody while nothing is agreed."""
    yield layout.section(WHAT_IT_IS)
    if not home.begun:
        yield layout.section(
            "The set-up asks for people, channel, quota and rates, part by part; both sides sign it."
        )
        yield layout.buttons(
            layout.button("Set it up", Act.OPEN_SETUP, "setup", primary=True),
            layout.button("What I can do", Act.OPEN_HELP, "help"),
            block_id=Foot.HOME_BOARD,
        )
        return
    whom = words.joined([people(name) for name in home.managers[:MOST_MANAGERS]])
    ask = f"ask {whom} to add you" if whom else "whoever runs the bot can add you"
    yield layout.section(
        f"*You are not named in the agreement*, so nothing is asked of you. To take part, {ask}."
    )
    yield layout.buttons(
        layout.button("The team’s board", Act.OPEN_BOARD, "team"),
        layout.button("The agreement", Act.OPEN_AGREEMENT, "agreement"),
        layout.button("How is this counted?", Act.OPEN_WHY, "team"),
        block_id=Foot.HOME_BOARD,
    )
