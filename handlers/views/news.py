"""What a reminder says of things that came in by themselves: dates kept after all, leads deleted at their source."""

from collections.abc import Iterator, Sequence

from handlers.views import layout, words
from handlers.views.escape import people
from handlers.views.tellings import a_kind, source_name
from sla.news import GoneLead, KeptAfterAll, News

MOST = 5


def news_sections(news: News) -> Iterator[layout.Text]:
    if news.kept:
        yield layout.section(f"*Kept after all:* {_listed([_kept(one) for one in news.kept])}. {_STAYS}")
    if news.gone:
        yield layout.section(f"*Deleted:* {_listed([_gone(one) for one in news.gone])}. {_RETURNS}")


_STAYS = "That the day had ended short stays on record, beside it that it was kept."
_RETURNS = "Nothing is due for them; a lead that is there again comes back with its dates."


def _kept(one: KeptAfterAll) -> str:
    by = f"{a_kind(one.kind)} that came later from {source_name(one.source)}"
    return f"day {one.day} of {people(one.name)}, by {by}"


def _gone(one: GoneLead) -> str:
    return f"{people(one.name)}, in {source_name(one.source)}"


def _listed(lines: Sequence[str]) -> str:
    more = len(lines) - MOST
    return "; ".join([*lines[:MOST], *([words.counted(more, "more", "more")] if more > 0 else [])])
