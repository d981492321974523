"""Every message of the product in every state it has, by name: what the snapshots hold and the limits are tried on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from handlers.views.answered import answer_undone_lines, answered_lines
from handlers.views.candidates import candidates_message
from handlers.views.counted import counted_message
from handlers.views.demand import demand_message
from handlers.views.detail import detail_message
from handlers.views.digest import digest_message
from handlers.views.hello import hello_message
from handlers.views.help import help_message
from handlers.views.late import doubted, with_late
from handlers.views.leads import leads_message
from handlers.views.logged import fed_lines, logged_message, snoozed_message, undone_message
from handlers.views.message import Message
from handlers.views.method import method_message
from handlers.views.nudge import nudge_message
from handlers.views.own_counted import own_counted_message
from handlers.views.own_status import own_status_message
from handlers.views.pace import pace_message
from handlers.views.pace_notice import pace_notice_message
from handlers.views.previewed import posted_message, preview_message
from handlers.views.private import private_message
from handlers.views.refusal import error_message, usage_message
from handlers.views.same_leads import settled_message
from handlers.views.status import status_message
from handlers.views.taking import taken_message
from handlers.views.trial import started_message, trial_message
from handlers.views.trouble import trouble_message
from handlers.views.weekly import weekly_message
from handlers.views.why import why_message
from sla.answers import LeadFilter
from sla.board import PastGap
from sla.delivery import Kind
from sla.feeds import FeedKind, Gap, GapId, Silent, SilentNote
from sla.lead_answers import NextStep
from sla.leads import Lead, Urgency
from sla.people import Side
from sla.services.bulletins import HeldBack, HeldOne, Late
from sla.services.digests import PostedNow, Previewed
from sla.services.trials import Started
from sla.touches import Direction, Manner, TouchFact, TouchKind
from sla.troubles import Trouble, TroubleNote
from tests.handlers.views import demand_examples as demands
from tests.handlers.views import examples as given
from tests.handlers.views import handed_examples as handed
from tests.handlers.views import lead_examples as leads
from tests.handlers.views import pace_examples, weekly_examples

BOARDS = {
    "usual": given.BOARD,
    "settling": given.SETTLING,
    "closed_month": given.CLOSED,
    "before_start": given.BEFORE_START,
    "no_leads": given.NO_LEADS,
    "no_activities": given.NO_ACTIVITIES,
    "all_kept": given.ALL_KEPT,
    "too_few": given.TOO_FEW,
}

_LATER = {
    "later": leads.LATER[0],
    "snoozed": leads.LATER[1],
    "won": leads.LATER[2],
    "listed": leads.LATER[3],
    "completed": leads.LATER[4],
    "silent": leads.LATER[5],
}
_ALL = leads.page(LeadFilter.ALL, leads.LATER, counts={**leads.COUNTS, Urgency.LATER: 7}, page=2, pages=3)
_INBOUND = leads.logged(
    leads.FJORD, leads.FJORD_FACTS[:2], leads.touch(501, given.NOW, direction=Direction.INBOUND)
)
_LISTED = leads.logged(leads.LATER[3].lead, (), leads.touch(501, given.NOW))
_STILL_SHORT = leads.logged(leads.HARBOUR, leads.HARBOUR_FACTS[:2], leads.touch(501, given.NOW))


def late_message(one: Late) -> Message:
    """A nudge that speaks of an earlier message."""
    return with_late(nudge_message(leads.NUDGE), [one])


HELD_BACK = HeldBack(
    items=(
        HeldOne(on=date(2026, 11, 23), content=handed.OPEN),
        HeldOne(
            on=date(2026, 11, 23),
            content=TroubleNote(trouble=Trouble.ACCOUNT, name="Ana Lima", on=date(2026, 11, 23)),
        ),
    ),
    today=given.TODAY,
    most=5,
)

_PACED = ("usual", "settling", "closed_month", "before_start", "no_leads", "all_kept")

_GAP = Gap(
    id=GapId(1),
    name="hubspot",
    began_at=given.NOW - timedelta(days=5, hours=3),
    noticed_at=given.NOW - timedelta(days=5, hours=2),
    ended_at=given.NOW - timedelta(days=4),
)
SILENT = replace(
    given.BOARD,
    sales=replace(
        given.BOARD.sales,
        lines=tuple(
            replace(one, in_gap=place, after_gap=1) for place, one in enumerate(given.BOARD.sales.lines)
        ),
        silent=Silent(name="hubspot", since=given.NOW - timedelta(hours=3)),
        gaps=(PastGap(gap=_GAP, dates=1),),
    ),
)

_FROM_HUBSPOT = leads.touch(501, given.NOW, by_hand=False, source="hubspot", told=True)


def fed_message(lead: Lead, facts: tuple[TouchFact, ...]) -> Message:
    return Message.of(*fed_lines(leads.logged(lead, facts, _FROM_HUBSPOT)))


GALLERY: dict[str, Callable[[], Message]] = {
    "fed_caught_up": partial(fed_message, leads.HARBOUR, leads.HARBOUR_FACTS),
    "fed_first_attempt": partial(fed_message, leads.NORTHWIND, ()),
    "status_silent": partial(status_message, SILENT),
    "counted_silent": partial(counted_message, SILENT),
    "digest_silent": partial(digest_message, replace(given.digest(SILENT), heard_again=(_GAP,))),
    **{f"digest_{name}": partial(digest_message, given.digest(board)) for name, board in BOARDS.items()},
    **{f"status_{name}": partial(status_message, board) for name, board in BOARDS.items()},
    "status_with_mine": partial(status_message, given.BOARD, given.OWN),
    "status_marketing": partial(status_message, given.BOARD, scope="marketing"),
    "status_marketing_with_quality": partial(status_message, given.OVER, scope="marketing"),
    "status_over": partial(status_message, given.OVER),
    "digest_over": partial(digest_message, given.digest(given.OVER)),
    "counted_over": partial(counted_message, given.OVER),
    "pace_over": partial(pace_message, given.OVER),
    **{f"pace_{name}": partial(pace_message, BOARDS[name]) for name in _PACED},
    "status_sales": partial(status_message, given.BOARD, scope="sales"),
    "status_sales_by_type": partial(status_message, replace(given.BOARD, detail=given.DETAIL), scope="sales"),
    "status_settling_with_close": partial(
        status_message, replace(given.SETTLING, last_month=given.LAST_MONTH)
    ),
    "detail": partial(detail_message, replace(given.BOARD, detail=given.DETAIL)),
    "detail_for_sales": partial(
        detail_message,
        replace(given.BOARD, detail=given.DETAIL, last_month=given.LAST_MONTH),
        of_sales=True,
    ),
    "detail_unmeasured": partial(detail_message, given.NO_ACTIVITIES),
    "own_status": partial(own_status_message, given.OWN),
    "own_status_for_manager": partial(own_status_message, replace(given.OWN, own=False)),
    "own_status_unmeasured": partial(
        own_status_message, replace(given.OWN, sales=given.UNMEASURED, detail=None, last_month=None)
    ),
    "own_counted": partial(own_counted_message, given.OWN),
    "own_counted_unmeasured": partial(
        own_counted_message, replace(given.OWN, sales=given.UNMEASURED, detail=None, last_month=None)
    ),
    "nudge": partial(nudge_message, leads.NUDGE),
    "nudge_nothing_due": partial(
        nudge_message,
        replace(leads.NUDGE, items=(), counts={}),
    ),
    "digest_taken": partial(digest_message, given.TAKEN_ON),
    "digest_preview": partial(
        preview_message,
        Previewed(digest=given.CHECKED, channel="sla", due_at=given.at(9, 30), zone=given.ZONE),
    ),
    "digest_preview_in_trial": partial(
        preview_message,
        Previewed(
            digest=given.digest(),
            channel="sla",
            due_at=given.at(9, 30),
            zone=given.ZONE,
            trial_until=given.TODAY + timedelta(days=2),
        ),
    ),
    "trial": partial(trial_message, given.TRIAL),
    "trial_no_reminders": partial(trial_message, replace(given.TRIAL, reps=0, leads=0, day=1)),
    "trial_started": partial(started_message, Started(channel="sla", again=False)),
    "trial_started_already": partial(started_message, Started(channel="sla", again=True)),
    "hello_in_trial": partial(hello_message, replace(leads.HELLO, trial_until=given.TODAY)),
    "digest_posted": partial(
        posted_message, PostedNow(channel="sla", instead_of=given.at(9, 30), zone=given.ZONE)
    ),
    "digest_posted_late": partial(posted_message, PostedNow(channel="sla", instead_of=None, zone=given.ZONE)),
    "digest_checked": partial(digest_message, given.CHECKED),
    "taken": partial(taken_message, given.TAKE_FORM, response_url="https://hooks.slack.com/actions/T0/1/2"),
    "taken_pace": partial(taken_message, replace(given.TAKE_FORM, about=given.PACE), response_url=""),
    "given_back": partial(taken_message, replace(given.TAKE_FORM, own=False), response_url=""),
    "late_digest": lambda: doubted(digest_message(given.digest())),
    "late_nudge_same": partial(late_message, Late(kind=Kind.NUDGE, on=date(2026, 11, 23), content=None)),
    "late_hello_with_nudge": partial(
        late_message, Late(kind=Kind.HELLO, on=date(2026, 11, 23), content=leads.HELLO)
    ),
    **{
        f"trouble_{trouble.name.lower()}": partial(
            trouble_message,
            TroubleNote(
                trouble=trouble,
                name="Ana Lima" if trouble is Trouble.ACCOUNT else "sla",
                on=date(2026, 11, 23),
            ),
        )
        for trouble in Trouble
    },
    **{
        f"silent_{kind}": partial(
            private_message,
            SilentNote(
                silent=Silent(name=name, since=given.NOW - timedelta(hours=3)),
                kind=kind,
                trouble=trouble,
                zone="Europe/Berlin",
                now=given.NOW,
            ),
        )
        for kind, name, trouble in (
            (FeedKind.HUBSPOT, "hubspot", "HubSpot refuses the key: it was deleted or has expired."),
            (FeedKind.PUSH, "Forms & <co>", None),
        )
    },
    "held_back": partial(private_message, HELD_BACK),
    "held_back_many": partial(private_message, replace(HELD_BACK, items=HELD_BACK.items * 7)),
    "hello_rep": partial(hello_message, leads.HELLO),
    "hello_manager": partial(hello_message, replace(leads.HELLO, person=given.KIM)),
    "hello_marketer": partial(hello_message, replace(leads.HELLO, person=given.MAX, added_by=None)),
    "leads_due": partial(leads_message, leads.page()),
    "leads_overdue": partial(leads_message, leads.page(LeadFilter.OVERDUE, leads.ITEMS[:1], pages=1)),
    "leads_all": partial(leads_message, _ALL),
    **{
        f"leads_none_{which}": partial(leads_message, leads.page(which, (), counts={}, pages=1))
        for which in LeadFilter
    },
    "logged_caught_up": partial(logged_message, leads.CAUGHT_UP),
    "logged_same_day": partial(logged_message, leads.SAME_DAY),
    "logged_first_attempt": partial(logged_message, leads.FIRST),
    "logged_last": partial(logged_message, leads.LAST),
    "logged_inbound": partial(logged_message, _INBOUND),
    "logged_listed": partial(logged_message, _LISTED),
    "logged_still_short": partial(logged_message, _STILL_SHORT),
    **{
        f"answered_{name}": partial(lambda one: Message.of(*answered_lines(one)), one)
        for name, one in leads.ANSWERS.items()
    },
    "answer_undone": lambda: Message.of(*answer_undone_lines(leads.ANSWER_UNDONE)),
    "leads_reminded": partial(leads_message, leads.page(LeadFilter.ALL, (*leads.REMINDED[:1], leads.ALSO))),
    **{
        f"lead_reminded_{number}": partial(leads_message, leads.page(LeadFilter.DUE, (one,), pages=1))
        for number, one in enumerate(leads.REMINDED)
    },
    "why_answered": partial(
        why_message,
        replace(
            leads.explanation(leads.ANSWERED, leads.HARBOUR_FACTS),
            answers=(leads.answer(NextStep.MEETING, on=leads.THURSDAY, at=leads.ANSWERED.stopped_at),),
            reminder=leads.reminded(NextStep.MEETING, leads.THURSDAY).reminder,
        ),
    ),
    "why_logged_late": partial(
        why_message,
        leads.explanation(
            leads.HARBOUR,
            (
                *leads.HARBOUR_FACTS,
                leads.touch(9, given.at(9, day=given.TODAY - timedelta(days=3)), logged_at=given.NOW),
            ),
        ),
    ),
    "why_told_twice": partial(
        why_message,
        leads.explanation(
            leads.HARBOUR,
            (
                *leads.HARBOUR_FACTS,
                leads.touch(8, given.at(9, 4, day=given.TODAY - timedelta(days=1))),
                leads.touch(
                    9,
                    given.at(9, day=given.TODAY - timedelta(days=1)),
                    by_hand=False,
                    source="hubspot",
                    told=True,
                    logged_at=given.NOW,
                ),
                leads.touch(
                    10,
                    given.at(7, day=given.TODAY),
                    TouchKind.MEETING,
                    by_hand=False,
                    source="hubspot",
                    manner=Manner.INTERNAL,
                ),
            ),
        ),
    ),
    "logged_beside_its_twin": partial(logged_message, leads.TWIN),
    "logged_beside_a_bounce": partial(logged_message, leads.BOUNCED_TWIN),
    "pair_is_one": partial(settled_message, leads.SETTLED),
    "pair_stays_two": partial(settled_message, replace(leads.SETTLED, same=False)),
    "pair_undone": partial(settled_message, replace(leads.SETTLED, undone=True)),
    "undone": partial(undone_message, leads.UNDONE),
    "snoozed": partial(snoozed_message, leads.SNOOZED),
    "snoozed_overdue": partial(snoozed_message, replace(leads.SNOOZED, item=leads.ITEMS[0])),
    "why": partial(why_message, leads.explanation(leads.FJORD, leads.FJORD_FACTS)),
    "why_overdue_of_another": partial(
        why_message, leads.explanation(leads.HARBOUR, leads.HARBOUR_FACTS, own=False)
    ),
    **{
        f"why_{name}": partial(why_message, leads.explanation(item.lead, ())) for name, item in _LATER.items()
    },
    **{
        f"weekly_{name}": partial(weekly_message, summary)
        for name, summary in weekly_examples.SUMMARIES.items()
    },
    **{f"notice_{name}": partial(pace_notice_message, one) for name, one in pace_examples.NOTICES.items()},
    "demand": partial(demand_message, demands.demand()),
    "demand_one_type": partial(demand_message, demands.one_chain()),
    "demand_too_few_reps": partial(demand_message, demands.demand(reps=2)),
    "demand_counted": partial(demand_message, demands.counted()),
    "demand_in_streams": partial(demand_message, demands.in_streams()),
    "demand_what_if": partial(demand_message, demands.what_if(), typed="win=27%", may_propose=True),
    "demand_what_if_of_two": partial(demand_message, demands.what_if_of_two(), typed="quota=600k"),
    "demand_what_if_by_month": partial(demand_message, demands.what_if_by_month(), typed="quota=500k/month"),
    "demand_without_agreement": partial(demand_message, demands.without_agreement()),
    **{f"counted_{name}": partial(counted_message, board) for name, board in BOARDS.items()},
    "candidates_to_log": partial(candidates_message, leads.CANDIDATES, TouchKind.CALL),
    "candidates_why": partial(candidates_message, leads.CANDIDATES, None),
    "demand_to_all": partial(demand_message, demands.counted(), typed="win=27%", to_all=True),
    "demand_shared": partial(demand_message, demands.counted(), shared=True),
    "method": method_message,
    "help_sales": partial(help_message, Side.SALES),
    "help_marketing": partial(help_message, Side.MARKETING),
    "help_viewer": partial(help_message, None),
    "usage": partial(usage_message, "There is no verb “staus”.", "/sla status [me|team]", "status"),
    "error": partial(error_message, '"12,5k" can be read in two ways; write 12.5k or 12,500.'),
}
