"""Which services answer people, and which jobs run at every tick: each concrete one is named here once."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from slack_sdk import WebClient

from bot.clock import SystemClock
from bot.errors import say_afterwards
from bot.file_clerk import FileClerk
from bot.file_fetch import FileFetch
from bot.file_thread import FileThread
from bot.inbound import Perform, Tell
from bot.messenger import SlackMessenger
from bot.watching import Watching
from handlers.afterwards import perform
from handlers.channels import Channels
from handlers.file_desk import FileDesk
from handlers.homes import Homes
from handlers.inbound import Inbound, heard
from handlers.later import Later
from handlers.modals import Modals
from handlers.services import Services
from intake.push_forgetting import ForgetAnswers
from scheduling.holding import Beating, Keep
from scheduling.planner import Planner
from scheduling.points import Reached, unheard
from scheduling.reconciler import Reconciler
from scheduling.rewriting import RewriteLines
from scheduling.round import Round
from scheduling.sender import Sender
from scheduling.ticker import JobSpec
from sla.arrivals import Arrival
from sla.ports import Directory
from sla.services.absences import Absences
from sla.services.accepting import Accepting
from sla.services.answering import Answering
from sla.services.breaching import RecordBreaches
from sla.services.bulletins import Bulletins
from sla.services.crm import Crm
from sla.services.demand import AskDemand
from sla.services.desk import Desk
from sla.services.digests import Digests
from sla.services.disputing import Disputing
from sla.services.dropped_files import DroppedFiles
from sla.services.fed_lines import FedLines
from sla.services.gaps import WatchFeeds
from sla.services.giving_back import GivingBack
from sla.services.handing import Handing
from sla.services.heeding import Heeding, ProposeOff
from sla.services.home import ShowHome
from sla.services.identity import Identity
from sla.services.lead_card import ShowLead
from sla.services.measuring import MeasureRates
from sla.services.noting import NoteActs
from sla.services.outlook import AskOutlook
from sla.services.planning import AskPlan
from sla.services.proposing import Proposing
from sla.services.reading import ReadAgreement
from sla.services.reassigning import Reassigning
from sla.services.recount import BringForward
from sla.services.same_people import SamePeople
from sla.services.set_up import SetUp
from sla.services.signing import Signing
from sla.services.silence import Silence
from sla.services.stand_up import StandUp
from sla.services.status import Status
from sla.services.switching import Switching
from sla.services.taking import Taking
from sla.services.touching import Touching
from sla.services.trials import TrialRun
from sla.services.why import Why
from sla.services.worklist import MyLeads


def services_of(
    desk: Desk,
    directory: Directory,
    now: Callable[[], datetime],
    *,
    modals: Modals,
    channels: Channels,
    homes: Homes,
    later: Later,
    inbound: Inbound,
    file_desk: FileDesk,
) -> Services:
    return Services(
        now=now,
        identity=Identity(desk, directory),
        status=Status(desk),
        demand=AskDemand(desk),
        plan=AskPlan(desk),
        outlook=AskOutlook(desk),
        measure_rates=MeasureRates(desk),
        my_leads=MyLeads(desk),
        touching=Touching(desk),
        answering=Answering(desk),
        why=Why(desk),
        absences=Absences(desk, directory),
        reassigning=Reassigning(desk),
        show_lead=ShowLead(desk),
        set_up=SetUp(desk, directory),
        proposing=Proposing(desk, directory),
        signing=Signing(desk),
        reading=ReadAgreement(desk),
        handing=Handing(desk),
        accepting=Accepting(desk),
        disputing=Disputing(desk),
        silence=Silence(desk),
        giving_back=GivingBack(desk),
        show_home=ShowHome(desk),
        stand_up=StandUp(desk),
        taking=Taking(desk),
        digests=Digests(desk),
        trial_run=TrialRun(desk),
        same_people=SamePeople(desk),
        switching=Switching(desk),
        note_acts=NoteActs(desk),
        heeding=Heeding(desk),
        crm=Crm(desk),
        modals=modals,
        channels=channels,
        homes=homes,
        later=later,
        inbound=inbound,
        dropped_files=DroppedFiles(desk),
        file_desk=file_desk,
    )


def performing(services: Services, client: WebClient) -> tuple[Perform, Tell]:
    """How an input that was kept is done, and what is said where that fails."""

    def tell(arrival: Arrival, error: Exception) -> None:
        say_afterwards(heard(arrival).body, client, error)

    return partial(perform, services=services), tell


def clerk_of(desk: Desk, services: Services, client: WebClient, clock: SystemClock) -> FileClerk:
    return FileClerk(
        desk=desk,
        identity=services.identity,
        files=services.dropped_files,
        fetch=FileFetch(client),
        thread=FileThread(client),
        clock=clock,
    )


def take_up_files(desk: Desk, file_desk: FileDesk) -> JobSpec:
    """Those whose work was cut off."""

    def wake(now: datetime) -> None:
        for file_id in DroppedFiles(desk).waiting(now):
            file_desk.wake(file_id)

    return JobSpec(name="take up files", run=wake)


def jobs_of(
    desk: Desk,
    messenger: SlackMessenger,
    clock: SystemClock,
    *,
    watching: Watching,
    keep: Keep,
    reached: Reached = unheard,
) -> tuple[JobSpec, ...]:
    """In this order at every tick: facts come to pass, messages are planned, doubts settled, messages sent."""
    stopping, beats = watching.stopping, watching.beats
    sender = Sender(
        desk=desk,
        bulletins=Bulletins(desk),
        messenger=messenger,
        clock=clock,
        reached=reached,
        arrived=watching.metrics.arrived,
    )
    reconciler = Reconciler(desk=desk, messenger=messenger, reached=reached, stopping=stopping, watcher=beats)
    rounds = Round([sender], clock=clock, stopping=stopping, watcher=beats)
    rewriting = RewriteLines(FedLines(desk), messenger, stopping=stopping, watcher=beats)
    beating = Beating(desk, keep)
    return (
        JobSpec(name="beat", run=beating.beat),
        JobSpec(name="bring forward", run=BringForward(desk)),
        JobSpec(name="watch feeds", run=WatchFeeds(desk)),
        JobSpec(name="record breaches", run=RecordBreaches(desk)),
        JobSpec(name="settle", run=Signing(desk).settle),
        JobSpec(name="propose", run=ProposeOff(desk)),
        JobSpec(name="plan", run=Planner(desk, reached=reached).plan),
        JobSpec(name="reconcile", run=reconciler.reconcile),
        JobSpec(name="send", run=rounds.send_due),
        JobSpec(name="rewrite lines", run=rewriting),
        JobSpec(name="forget answers", run=ForgetAnswers(desk, clock.real_now)),
        JobSpec(name="beat again", run=beating.beat),
    )
