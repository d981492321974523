"""The Home tab in each of its states: what is published, that Slack takes it, and that nobody's name can break it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import partial

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from handlers.views.home import HomeView, home_view, stranger_home
from handlers.views.in_view import in_view
from handlers.views.logged import logged_lines
from handlers.views.message import Message, as_dicts
from handlers.views.own_status import own_status_message
from handlers.views.status import status_message
from sandbox.blockkit.view import check_view
from sla.absence import AbsenceId
from sla.away import AwayPeriod
from sla.board import Exposure
from sla.commitments import About, TopicKind
from sla.decisions import DecisionKind
from sla.home import AwayColleague, Day, Fate, Fates, Home, OwnCommitment, Rejected, SalesTeam, Switch
from sla.leads import LeadId, Urgency
from sla.same_page import OneOfTwo, SamePage, TwoLeads
from tests import block_kit
from tests.handlers.views import examples
from tests.handlers.views import handed_examples as handed
from tests.handlers.views import lead_examples as leads
from tests.handlers.views.limits import MACHINE_WORDS

HERE = Switch(now=None, coming=None)
PERIOD = AwayPeriod(
    id=AbsenceId(7), first=date(2026, 11, 23), last=date(2026, 11, 27), stand_in="Lee <!channel> *Park*"
)
OWN_WAITING = replace(handed.WAITING, reps={})
DAY = Day(nudge=leads.NUDGE, own=examples.OWN, waiting=None, told=frozenset())
REP = Home(
    person=examples.ANA,
    begun=True,
    managers=("Kim Lund",),
    zone=examples.ZONE,
    now=examples.NOW,
    switch=HERE,
    day=DAY,
)
REJECTED = Rejected(
    lead=handed.OPEN.card.lead,
    type_name="Website form",
    rejection=handed.REJECTION,
    last=DecisionKind.REJECTED,
)
CONTESTED = replace(
    REJECTED,
    lead=replace(REJECTED.lead, id=LeadId(55)),
    last=DecisionKind.DISPUTED,
    contest="They <asked> for a demo & a price",
)
TEAM = SalesTeam(
    overdue=Exposure(leads=4, value=Fraction(1240)),
    at_risk=Exposure(leads=1, value=Fraction(128)),
    waiting=3,
    unaccepted=handed.WAITING,
    contested=(CONTESTED,),
    contested_total=3,
)
SAME = SamePage(
    pairs=(
        TwoLeads(
            kept=OneOfTwo(lead=leads.HARBOUR, source="hubspot", owner="Ana <!channel> *Sanz*"),
            other=OneOfTwo(
                lead=replace(leads.NORTHWIND, name="Harbour *Ltd* <b>"), source="ours <form>", owner="Bo Lind"
            ),
        ),
        TwoLeads(
            kept=OneOfTwo(lead=leads.FJORD, source="csv", owner=None),
            other=OneOfTwo(lead=replace(leads.FJORD, id=LeadId(77)), source="salesforce", owner=None),
        ),
    ),
    total=5,
)
MANAGER = replace(
    REP,
    person=examples.KIM,
    day=None,
    team=TEAM,
    board=examples.BOARD,
    currency="USD",
    away=(AwayColleague(name="Ana *Ruiz*", period=PERIOD),),
)
FATES = Fates(
    types=(
        Fate(
            type_name="Website <form>", handed_over=40, taken_up=31, waiting=6, rejected=3, contested=1, won=5
        ),
        Fate(type_name="Outbound", handed_over=2, taken_up=2, waiting=0, rejected=0, contested=0, won=0),
    ),
    reasons=(("bad fit", 2), ("other", 1)),
    open=(REJECTED,),
    open_total=2,
)
MARKETER = replace(REP, person=examples.MAX, day=None, fates=FATES, board=examples.BOARD, currency="USD")
NOTHING = replace(leads.NUDGE, items=(), counts={})


def rep(**nudge: object) -> Home:
    return replace(REP, day=replace(DAY, nudge=replace(leads.NUDGE, **nudge)))


TOOK = OwnCommitment(
    on=examples.TODAY, about=examples.OVERDUE, leads=9, until=examples.at(17), left=9, today=True
)
BEFORE = replace(
    TOOK,
    on=examples.TODAY - timedelta(days=1),
    until=examples.at(17, day=examples.TODAY - timedelta(days=1)),
    today=False,
)
COMMITMENTS = (
    TOOK,
    replace(TOOK, about=About(kind=TopicKind.CONTESTED), leads=1, left=0),
    replace(TOOK, about=About(kind=TopicKind.UNDER_PACE, lead_type="Web <!channel>"), leads=0, left=None),
    replace(BEFORE, left=2),
    replace(BEFORE, left=0),
    replace(BEFORE, about=examples.PACE, leads=0, left=1),
    BEFORE,
)


GALLERY: dict[str, Callable[[], HomeView]] = {
    "rep_with_commitments": partial(home_view, replace(REP, commitments=COMMITMENTS)),
    "marketer_with_a_commitment": partial(home_view, replace(MARKETER, commitments=COMMITMENTS[2:3])),
    "rep": partial(home_view, REP),
    "rep_waiting": partial(
        home_view,
        replace(
            REP,
            to_sign=2,
            day=replace(DAY, waiting=OWN_WAITING, told=frozenset({OWN_WAITING.leads[0].lead.id})),
        ),
    ),
    "rep_away": partial(home_view, replace(REP, switch=Switch(now=PERIOD, coming=None))),
    "rep_away_soon": partial(home_view, replace(REP, switch=Switch(now=None, coming=PERIOD))),
    "rep_nothing_due": partial(home_view, rep(items=(), counts={})),
    "rep_no_leads": partial(home_view, rep(items=(), counts={}, all_leads=0)),
    "rep_back": partial(
        home_view,
        rep(counts={**leads.COUNTS, Urgency.SUGGESTED: 17}, put_off=12, put_off_until=date(2026, 11, 27)),
    ),
    "manager": partial(home_view, MANAGER),
    "manager_of_two_leads_that_may_be_one": partial(home_view, replace(MANAGER, same=SAME)),
    "manager_all_well": partial(
        home_view,
        replace(
            MANAGER,
            away=(),
            team=SalesTeam(
                overdue=Exposure(leads=0, value=Fraction(0)),
                at_risk=Exposure(leads=0, value=Fraction(0)),
                waiting=0,
                unaccepted=None,
                contested=(),
                contested_total=0,
            ),
        ),
    ),
    "marketer": partial(home_view, MARKETER),
    "marketer_nothing_this_month": partial(
        home_view, replace(MARKETER, fates=Fates(types=(), reasons=(), open=(), open_total=0))
    ),
    "marketer_no_leads": partial(
        home_view,
        replace(MARKETER, board=examples.NO_LEADS, fates=Fates(types=(), reasons=(), open=(), open_total=0)),
    ),
    "not_named": partial(home_view, replace(REP, person=None, day=None, switch=None)),
    "nothing_agreed": partial(
        home_view, replace(REP, person=None, day=None, switch=None, begun=False, managers=(), to_sign=1)
    ),
    "stranger": stranger_home,
}


@pytest.mark.parametrize("name", GALLERY)
def test_is_published_as_recorded(name: str, snapshot: SnapshotAssertion) -> None:
    assert GALLERY[name]().as_view() == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("name", GALLERY)
def test_slack_takes_it(name: str) -> None:
    view = json.loads(json.dumps(GALLERY[name]().as_view()))
    assert check_view(view, kind="home") == []
    assert block_kit.faults_of(view["blocks"]) == []


@pytest.mark.parametrize("name", GALLERY)
def test_is_calm_and_in_plain_words(name: str) -> None:
    said = Message.of(*GALLERY[name]().blocks).text.lower().replace("<!date", "").replace("!channel", "")
    assert [word for word in MACHINE_WORDS if word in said.replace("never judged", "")] == []


@pytest.mark.parametrize("name", GALLERY)
def test_nobodys_words_can_command_slack(name: str) -> None:
    said = json.dumps(GALLERY[name]().as_view())
    assert "<!channel>" not in said
    assert "<form>" not in said


def test_what_was_done_stands_in_the_leads_place() -> None:
    pair = as_dicts(logged_lines(leads.CAUGHT_UP))
    blocks = as_dicts(home_view(REP).noting(tuple(pair)).blocks)
    ids = [block.get("block_id") for block in blocks]
    assert ids.count("L64") == 1
    assert blocks[ids.index("L64") - 1 : ids.index("L64") + 1] == pair


def test_of_a_lead_that_is_not_listed_any_longer_it_stands_below_the_verdict() -> None:
    pair = as_dicts(logged_lines(leads.CAUGHT_UP))
    blocks = as_dicts(home_view(rep(items=leads.ITEMS[1:])).noting(tuple(pair)).blocks)
    assert blocks[1:3] == pair


@pytest.mark.parametrize(
    "message",
    [status_message(examples.BOARD, scope="team"), own_status_message(examples.OWN)],
    ids=["board", "own"],
)
def test_a_table_becomes_lines_where_slack_takes_none(message: Message) -> None:
    blocks = as_dicts(in_view(message.blocks))
    assert check_view({"type": "home", "blocks": json.loads(json.dumps(blocks))}, kind="home") == []
    said = Message.of(*in_view(message.blocks)).text
    rows = next(block for block in as_dicts(message.blocks) if block["type"] == "table")["rows"]
    for row in rows[1:]:
        assert row[0]["text"] in said
        assert row[-1]["text"].strip() in said
