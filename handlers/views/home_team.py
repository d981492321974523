"""The manager of sales' Home: the team in counts and money, and the leads that have come to the manager."""

from collections.abc import Iterator

from handlers.views import layout, quantities, sides, words
from handlers.views.escape import people
from handlers.views.ids import Act, Foot
from handlers.views.lead_lines import LeadPair, lead_button, pair_of
from handlers.views.lead_words import Reading, lead_name
from handlers.views.message import AnyBlock
from handlers.views.rejected_lines import said_lines
from handlers.views.same_leads import same_blocks
from handlers.views.unaccepted import waiting_pair
from sla.board import Exposure
from sla.home import Home, Rejected, SalesTeam


def team_headline(team: SalesTeam) -> str:
    """Like "The team: 4 leads overdue, 6 at risk"."""
    if not team.overdue.leads and not team.at_risk.leads:
        return "The team: nothing overdue, nothing at risk"
    overdue = (
        f"{words.counted(team.overdue.leads, 'lead')} overdue" if team.overdue.leads else "nothing overdue"
    )
    return f"The team: {overdue}, {team.at_risk.leads or 'none'} at risk"


def team_blocks(home: Home, team: SalesTeam, reading: Reading) -> Iterator[AnyBlock]:
    yield layout.section(*_exposed(home, team))
    yield from _look_after(home, team, reading)
    if home.board is not None:
        yield layout.divider()
        yield layout.columns(sides.marketing_lines(home.board), sides.sales_lines(home.board))
    yield layout.buttons(
        layout.button("Full board", Act.OPEN_BOARD, "team"),
        layout.button("How is this counted?", Act.OPEN_WHY, "team"),
        layout.button("The agreement", Act.OPEN_AGREEMENT, "agreement"),
        block_id=Foot.HOME_BOARD,
    )


def _exposed(home: Home, team: SalesTeam) -> tuple[str, ...]:
    lines = [
        _line("short of a date that has passed", team.overdue, home),
        _line("short of a date within 5 working days", team.at_risk, home),
    ]
    waiting = f"{words.counted(team.waiting, 'lead')} not accepted or rejected yet" if team.waiting else None
    return tuple(filter(None, (*lines, waiting))) or ("Every lead of the team has what its dates ask for.",)


def _line(what: str, exposed: Exposure, home: Home) -> str | None:
    if not exposed.leads:
        return None
    locale = home.board.locale if home.board else quantities.ENGLISH
    value = quantities.short_money(exposed.value, home.currency, locale)
    verb = "is" if exposed.leads == 1 else "are"
    return f"{words.counted(exposed.leads, 'lead', locale=locale)} {verb} {what} · about {value}"


def _look_after(home: Home, team: SalesTeam, reading: Reading) -> Iterator[AnyBlock]:
    same = home.same.total if home.same else 0
    if not team.contested and team.unaccepted is None and not same:
        yield layout.section("*Nothing waits for your decision.*")
        return
    if team.contested:
        rejections = words.counted(team.contested_total, "contested rejection")
        waits = "waits" if team.contested_total == 1 else "wait"
        yield layout.section(f"*{rejections} {waits} for your decision*")
        for one in team.contested:
            yield from _contested(one)
        if team.contested_total > len(team.contested):
            yield layout.context(
                f"{team.contested_total - len(team.contested)} more; they come up as these are decided"
            )
    if team.unaccepted is not None:
        found = team.unaccepted
        waits = "waits" if found.total == 1 else "wait"
        yield layout.section(f"*{words.counted(found.total, 'lead')} {waits} to be accepted or rejected*")
        for waiting in found.leads:
            yield from waiting_pair(waiting, found, reading)
        more = found.total - len(found.leads)
        yield layout.context(
            f"{more} more wait" if more > 0 else None, "a lead that is given on keeps its dates"
        )
    if home.same is not None:
        yield from same_blocks(home.same, reading)


def _contested(one: Rejected) -> LeadPair:
    lines = (
        f"*Contested: {lead_name(one.lead)}* · {people(one.type_name, 40)}",
        *said_lines(one),
        "Upheld, its dates shift by the days in between; kept, it leaves what marketing delivered.",
    )
    return pair_of(
        one.lead,
        lines,
        (
            lead_button("Uphold the contest", Act.UPHOLD, one.lead),
            lead_button("Keep the rejection", Act.KEEP, one.lead),
        ),
    )
