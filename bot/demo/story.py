"""The invented team's last weeks, written as the files that a real team would bring."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.demo.agreement import story_agreement
from bot.demo.exports import write_deals, write_leads, write_touches
from bot.demo.habits import ways
from bot.demo.leads import StoryLead, story_leads
from bot.demo.morning import with_a_list
from bot.demo.team import TEAM, TEAM_ZONE, WORKSPACE_NAME, write_workspace
from bot.demo.touches import StoryTouch, Worker
from intake.agreement_file import load_terms
from sla.terms import Terms

SEED = 2026
_LONGEST_CHECKPOINT = timedelta(days=56)


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """The files of a demo. The three CSV files are exports of an invented CRM."""

    terms_file: Path
    leads_file: Path
    touches_file: Path
    deals_file: Path
    workspace_file: Path


def write_story(folder: Path, now: datetime, seed: int = SEED) -> Story:
    """Write into `folder`, which is made if need be, what the team knows at `now`."""
    folder.mkdir(parents=True, exist_ok=True)
    story = Story(
        terms_file=folder / "sla.toml",
        leads_file=folder / "leads.csv",
        touches_file=folder / "touches.csv",
        deals_file=folder / "deals.csv",
        workspace_file=folder / "workspace.json",
    )
    write_workspace(story.workspace_file, TEAM, name=WORKSPACE_NAME, zone=TEAM_ZONE)
    terms = _agree(story.terms_file, now)
    leads = story_leads(terms, now, seed)
    write_leads(story.leads_file, leads, now)
    write_touches(story.touches_file, _touches(terms, leads, now, seed))
    write_deals(story.deals_file, leads, now, terms.currency)
    return story


def _agree(path: Path, now: datetime) -> Terms:
    """Write the agreement, in force since the last working day on which a lead can be through by now.

    The team's holidays decide which day that is, so it is read once with a day that will not stay.
    """
    path.write_text(story_agreement(now.date()), encoding="utf-8")
    calendar = load_terms(path).calendar
    as_of = calendar.previous_working_day(calendar.local_date(now))
    effective_on = calendar.previous_working_day(as_of - _LONGEST_CHECKPOINT, inclusive=True)
    path.write_text(story_agreement(effective_on), encoding="utf-8")
    return load_terms(path)


def _touches(terms: Terms, leads: Sequence[StoryLead], now: datetime, seed: int) -> list[StoryTouch]:
    """In order of time."""
    recorded = [lead for lead in leads if lead.recorded]
    habits = with_a_list(ways(recorded, terms.sales.cadence), recorded, terms, now)
    worker = Worker(habits, terms.sales, now, seed)
    touches = [touch for lead in recorded for touch in worker.touches(lead)]
    return sorted(touches, key=lambda touch: (touch.occurred_at, touch.lead.number))
