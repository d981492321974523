"""Everybody who is asked signs the text that they were shown; the last one puts it in force."""

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from sla.agreement import LAPSES_AFTER, State
from sla.errors import BadInput, Conflict, NotAllowed, NotFound, SlaError
from sla.people import Side
from tests.fakes.store import FakeStore
from tests.sla.services.agreement import at
from tests.sla.services.office import ANA, BO, EVE, KIM, MAX, NOW, Office, seats
from tests.stores import AnyStore, SqlStore

LATER = NOW + timedelta(hours=3)


@pytest.fixture(params=["fake", "sqlite", "postgres"])
def store(request: pytest.FixtureRequest) -> AnyStore:
    if request.param == "fake":
        return FakeStore()
    made: SqlStore = request.getfixturevalue(f"{request.param}_store")
    return made


@pytest.fixture
def running(office: Office) -> Office:
    return office.start()


class TestRequest:
    def test_what_waits_for_one(self, running: Office) -> None:
        version = running.proposed().version
        found = running.signing.request(running.actor(ANA), None, NOW)
        assert found == running.signing.request(running.actor(ANA), 1, NOW)
        assert (found.proposal.version, found.signed, found.countersign) == (version, None, False)
        assert found.person.first_name == "Ana"
        # 1,200 leads a year for two reps; 8 touches for each of 600 in 52 weeks.
        assert (found.own.side, found.own.reps, found.own.leads_per_month) == (Side.SALES, 2, 100)
        assert (found.own.leads_per_week, found.own.touches_per_week) == (Fraction(600, 52), 93)
        assert found.own.first_attempt_within == timedelta(hours=1)

    @pytest.mark.parametrize("slack_id", [BO, KIM])
    def test_nothing_waits_for_who_is_not_asked(self, running: Office, slack_id: str) -> None:
        running.change("1h")
        running.propose(asked=(ANA, MAX))
        with pytest.raises(NotFound, match="Nothing waits"):
            running.signing.request(running.actor(slack_id), None, NOW)

    def test_nor_once_they_have_signed_or_it_has_lapsed(self, running: Office) -> None:
        version = running.proposed().version
        running.sign(version, ANA)
        with pytest.raises(NotFound):
            running.signing.request(running.actor(ANA), None, NOW)
        with pytest.raises(NotFound):
            running.signing.request(running.actor(MAX), None, NOW + LAPSES_AFTER)

    def test_it_is_not_for_strangers(self, running: Office) -> None:
        running.proposed()
        with pytest.raises(NotAllowed, match="not named"):
            running.signing.request(running.actor(EVE), None, NOW)


class TestSigning:
    def test_one_after_another(self, running: Office) -> None:
        version = running.proposed().version
        first = running.sign(version, ANA)
        assert (first.again, first.begins_on) == (False, None)
        assert [person.first_name for person in first.request.proposal.waiting] == ["Kim", "Max"]
        assert running.sign(version, KIM, now=LATER).begins_on is None
        last = running.sign(version, MAX, now=LATER)
        assert last.begins_on == version.effective_on
        assert last.request.proposal.version.state is State.SIGNED
        assert [(one.name, one.side, one.at) for one in last.request.proposal.signatures] == [
            ("Ana Lima", Side.SALES, NOW),
            ("Kim Wolf", Side.SALES, LATER),
            ("Max Orr", Side.MARKETING, LATER),
        ]
        assert {one.sha256 for one in last.request.proposal.signatures} == {version.sha256}
        assert running.stored(1).settled_at == LATER

    def test_twice_the_first_stays(self, running: Office) -> None:
        version = running.proposed().version
        running.sign(version, ANA)
        again = running.sign(version, ANA, now=LATER)
        assert (again.again, again.begins_on) == (True, None)
        assert again.request.signed is not None
        assert again.request.signed.at == NOW
        assert len(again.request.proposal.signatures) == 1

    def test_twice_after_it_was_completed(self, running: Office) -> None:
        version = running.agreed()
        again = running.sign(version, MAX, now=LATER)
        assert (again.again, again.begins_on, again.request.countersign) == (True, None, False)
        assert running.stored(1) == version

    @pytest.mark.parametrize("end", ["withdraw", "replace", "lapse", "supersede"])
    def test_not_what_came_to_an_end(self, running: Office, end: str) -> None:
        version = running.proposed().version
        moment = LATER
        match end:
            case "withdraw":
                running.proposing.withdraw(running.actor(KIM), 1, NOW)
            case "replace":
                running.proposed("30m")
            case "lapse":
                moment = NOW + LAPSES_AFTER
            case _:
                running.sign(version, ANA, KIM, MAX)
                second = running.proposed("30m", effective_on=at("2026-05-01 00:00").date()).version
                running.sign(second, ANA, KIM, MAX)
        before = running.reading.history(running.actor(KIM), NOW)
        with pytest.raises(Conflict, match="Version 1"):
            running.sign(version, BO if end == "supersede" else ANA, now=moment)
        assert running.reading.history(running.actor(KIM), NOW) == before

    def test_not_another_text(self, running: Office) -> None:
        version = running.proposed().version
        with pytest.raises(Conflict, match="not the text that was shown"):
            running.sign(replace(version, sha256="0" * 64), ANA)

    @pytest.mark.parametrize(
        ("slack_id", "number", "error"),
        [(BO, 1, NotAllowed), (EVE, 1, NotAllowed), (ANA, 7, NotFound), (ANA, 0, Conflict)],
    )
    def test_not_by_others_and_no_other_number(
        self, running: Office, slack_id: str, number: int, error: type[SlaError]
    ) -> None:
        running.proposed()
        sha256 = running.stored(number).sha256 if number < 2 else "0" * 64
        with pytest.raises(error):
            running.signing.sign(running.actor(slack_id), number, sha256, NOW)
        with running.work() as work:
            assert work.agreements.signatures() == ()

    def test_not_by_who_has_left(self, running: Office) -> None:
        version = running.proposed().version
        running.enrol(seats(rep=(BO,)))
        with pytest.raises(NotAllowed, match="not named"):
            running.sign(version, ANA)

    def test_who_left_holds_nobody_up(self, running: Office) -> None:
        running.change("1h")
        version = running.propose(asked=(ANA, BO, KIM, MAX)).version
        for slack_id in (KIM, MAX, BO):
            running.sign(version, slack_id)
        running.enrol(seats(rep=(BO,)))
        held_up = [one.name for one in running.reading.version(version.number).waiting]
        assert held_up == [], "Ana, who has left, is not waited for"
        assert running.signing.settle(NOW) == 1
        assert running.signing.settle(NOW) == 0
        assert running.stored(version.number).state is State.SIGNED

    def test_not_by_one_side_alone(self, running: Office) -> None:
        """Somebody of marketing went to sales after the proposal."""
        running.change("1h")
        version = running.propose(asked=(ANA, MAX)).version
        running.sign(version, ANA)
        running.enrol(seats(marketing_manager=(), marketer=(EVE,), sales_manager=(KIM, MAX)))
        with pytest.raises(Conflict, match="one side alone"):
            running.sign(version, MAX)
        assert running.stored(1).state is State.PROPOSED
        with running.work() as work:
            assert len(work.agreements.signatures(1)) == 1, "the refused one is not kept"


class TestCountersigning:
    @pytest.fixture
    def joined(self, running: Office) -> Office:
        """Eve joins after version 1 was signed by Ana, Kim and Max; Bo was there and was not asked."""
        running.agreed()
        running.enrol(seats(rep=(ANA, BO, EVE)), now=LATER)
        return running

    def test_by_who_joined_later(self, joined: Office) -> None:
        found = joined.signing.request(joined.actor(EVE), None, LATER)
        assert (found.countersign, found.proposal.version.number, found.own.reps) == (True, 1, 3)
        before = joined.stored(1)
        signed = joined.sign(before, EVE, now=LATER)
        assert (signed.again, signed.begins_on) == (False, None)
        assert signed.request.signed is not None
        assert joined.stored(1) == before, "what is in force stays as it is"
        with pytest.raises(NotFound, match="Nothing waits"):
            joined.signing.request(joined.actor(EVE), None, LATER)

    @pytest.mark.parametrize("slack_id", [ANA, BO, KIM, MAX])
    def test_nobody_else_is_asked_to(self, joined: Office, slack_id: str) -> None:
        with pytest.raises(NotFound, match="Nothing waits"):
            joined.signing.request(joined.actor(slack_id), None, LATER)

    def test_version_0_asks_nobody(self, running: Office) -> None:
        running.enrol(seats(rep=(ANA, BO, EVE)), now=LATER)
        with pytest.raises(NotFound):
            running.signing.request(running.actor(EVE), None, LATER)

    def test_an_open_proposal_comes_first(self, joined: Office) -> None:
        joined.proposed("30m", effective_on=at("2026-05-01 00:00").date(), asked=(EVE, MAX), now=LATER)
        assert joined.signing.request(joined.actor(EVE), None, LATER).proposal.version.number == 2


class TestAskingForAChange:
    def test_it_is_kept_for_the_proposer(self, running: Office) -> None:
        version = running.proposed().version
        comments = ("  Ninety minutes, please. ", "And no calls on Fridays.")
        (*_, found) = [
            running.signing.ask_change(running.actor(ANA), 1, version.sha256, comment, LATER)
            for comment in comments
        ]
        assert [(one.name, one.comment, one.at) for one in found.proposal.changes] == [
            ("Ana Lima", "Ninety minutes, please.", LATER),
            ("Ana Lima", "And no calls on Fridays.", LATER),
        ]
        assert running.stored(1).state is State.PROPOSED
        assert running.sign(version, ANA).request.signed is not None

    @pytest.mark.parametrize("comment", ["", "  \n ", "x" * 1001])
    def test_with_words(self, running: Office, comment: str) -> None:
        version = running.proposed().version
        with pytest.raises(BadInput) as refused:
            running.signing.ask_change(running.actor(ANA), 1, version.sha256, comment, NOW)
        assert refused.value.field == "change.comment"

    def test_by_those_who_are_asked_while_it_is_open(self, running: Office) -> None:
        version = running.proposed().version
        with pytest.raises(NotAllowed):
            running.signing.ask_change(running.actor(BO), 1, version.sha256, "No.", NOW)
        running.sign(version, ANA, KIM, MAX)
        with pytest.raises(Conflict, match="signed by both sides"):
            running.signing.ask_change(running.actor(ANA), 1, version.sha256, "No.", NOW)
        with running.work() as work:
            assert work.agreements.changes_asked(1) == ()


class TestLapsing:
    def test_after_fourteen_days_once(self, running: Office) -> None:
        running.proposed()
        assert running.signing.settle(NOW + LAPSES_AFTER - timedelta(seconds=1)) == 0
        assert running.stored(1).state is State.PROPOSED
        assert running.signing.settle(NOW + LAPSES_AFTER) == 1
        assert (running.stored(1).state, running.stored(1).settled_at) == (State.LAPSED, NOW + LAPSES_AFTER)
        assert running.signing.settle(NOW + 2 * LAPSES_AFTER) == 0

    def test_its_text_is_the_draft_again(self, running: Office) -> None:
        running.proposed()
        running.signing.settle(NOW + LAPSES_AFTER)
        board = running.set_up.board(running.actor(MAX), NOW)
        assert board.terms is not None
        assert (board.by, board.terms.sales.first_attempt_within) == ("Kim Wolf", timedelta(hours=1))

    def test_what_was_signed_never_does(self, running: Office) -> None:
        before = running.agreed()
        assert running.signing.settle(NOW + 10 * LAPSES_AFTER) == 0
        assert running.stored(1) == before
