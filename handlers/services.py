"""The use cases that handlers call, bundled once at the start."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from handlers.channels import Channels
from handlers.file_desk import FileDesk
from handlers.homes import Homes
from handlers.inbound import Inbound
from handlers.later import Later
from handlers.modals import Modals
from sla.services.absences import Absences
from sla.services.accepting import Accepting
from sla.services.answering import Answering
from sla.services.crm import Crm
from sla.services.demand import AskDemand
from sla.services.digests import Digests
from sla.services.disputing import Disputing
from sla.services.dropped_files import DroppedFiles
from sla.services.giving_back import GivingBack
from sla.services.handing import Handing
from sla.services.heeding import Heeding
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Services:
    """`now` is the product's clock; everything below takes the moment it gave."""

    now: Callable[[], datetime]
    identity: Identity
    status: Status
    demand: AskDemand
    plan: AskPlan
    outlook: AskOutlook
    measure_rates: MeasureRates
    my_leads: MyLeads
    touching: Touching
    answering: Answering
    why: Why
    absences: Absences
    reassigning: Reassigning
    show_lead: ShowLead
    set_up: SetUp
    proposing: Proposing
    signing: Signing
    reading: ReadAgreement
    handing: Handing
    accepting: Accepting
    disputing: Disputing
    silence: Silence
    giving_back: GivingBack
    show_home: ShowHome
    stand_up: StandUp
    taking: Taking
    digests: Digests
    trial_run: TrialRun
    same_people: SamePeople
    switching: Switching
    note_acts: NoteActs
    heeding: Heeding
    crm: Crm
    modals: Modals
    channels: Channels
    homes: Homes
    later: Later
    inbound: Inbound
    dropped_files: DroppedFiles
    file_desk: FileDesk
