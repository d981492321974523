"""A draft becomes a proposal that people of both sides are asked to sign."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from sla.agreed import Preview
from sla.agreement import State
from sla.errors import BadFields, BadInput, Conflict, NotAllowed, NotFound, SlaError
from sla.money import Money
from sla.people import MemberId
from tests.fakes.store import FakeStore
from tests.sla.services.agreement import at
from tests.sla.services.office import ANA, BO, EVE, KIM, MAX, NOW, QUOTA, SALES, Office, table
from tests.stores import AnyStore, SqlStore

APRIL = date(2026, 4, 1)
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture(params=["fake", "sqlite", "postgres"])
def store(request: pytest.FixtureRequest) -> AnyStore:
    if request.param == "fake":
        return FakeStore()
    made: SqlStore = request.getfixturevalue(f"{request.param}_store")
    return made


@pytest.fixture
def running(office: Office) -> Office:
    return office.start()


def preview(office: Office, by: str = KIM) -> Preview:
    return office.proposing.preview(office.actor(by), NOW)


def refused(
    office: Office,
    *,
    effective_on: date = APRIL,
    asked: frozenset[MemberId] | None = None,
    acknowledged: bool = True,
) -> dict[str, str]:
    """What is said at which field; nothing is proposed."""
    with pytest.raises(BadFields) as caught:
        office.proposing.propose(
            office.actor(KIM), revision=preview(office).revision, effective_on=effective_on,
            asked=office.members(KIM, MAX) if asked is None else asked, acknowledged=acknowledged, note="",
            now=NOW,
        )  # fmt: skip
    with office.work() as work:
        assert [one.number for one in work.agreements.all()] == [0]
    return caught.value.fields


class TestPreview:
    def test_what_it_comes_to_and_what_it_would_follow(self, running: Office) -> None:
        running.save(QUOTA, {"quota": {"amount": "60000"}})
        found = preview(running)
        assert found.before is not None
        assert (found.before.version, found.before.quota.amount) == (0, Money.of(120_000, "USD"))
        assert (found.terms.quota.amount, found.demand.total_leads) == (Money.of(60_000, "USD"), 600)
        # 600 leads a year with 8 touches at worst are 92.3 a week: one rep of 140 is enough.
        assert (found.capacity.reps_needed, found.capacity.reps) == (1, 2)
        assert found.capacity.leads_per_week == Fraction(600, 52)
        assert (found.warnings, found.replaced) == ((), None)
        assert {one.email.partition("@")[0] for one in found.members.values()} == {"ana", "bo", "kim", "max"}

    def test_it_can_take_effect_tomorrow_at_the_soonest(self, running: Office) -> None:
        assert preview(running).earliest == preview(running).effective_on == date(2026, 3, 3)

    def test_and_after_the_last_that_was_signed(self, running: Office) -> None:
        running.agreed()
        running.change("30m")
        assert preview(running).earliest == date(2026, 4, 2)

    def test_the_day_is_the_teams(self, office: Office) -> None:
        # Ten on Monday in Berlin is 22:00 of the same day in Apia; one in the afternoon is Tuesday there.
        office.start(table("team", zone="Pacific/Apia"))
        assert preview(office).earliest == date(2026, 3, 3)
        late = office.proposing.preview(office.actor(KIM), at("2026-03-02 13:00"))
        assert late.earliest == date(2026, 3, 4)

    def test_everything_that_is_missing(self, office: Office) -> None:
        office.save(SALES, {"sales": {"first_attempt_within": "1h"}}, by=EVE)
        with pytest.raises(BadFields) as caught:
            preview(office, EVE)
        assert {"people.rep", "people.marketing_manager", "team.name", "quota.amount"} <= set(
            caught.value.fields
        )

    @pytest.mark.parametrize("slack_id", [ANA, EVE])
    def test_managers_only(self, running: Office, slack_id: str) -> None:
        with pytest.raises(NotAllowed):
            preview(running, slack_id)


class TestRefused:
    @pytest.mark.parametrize("day", [date(2026, 3, 2), date(2026, 3, 1), date(2025, 4, 1)])
    def test_a_day_that_is_not_ahead(self, running: Office, day: date) -> None:
        said = refused(running, effective_on=day)
        assert list(said) == ["propose.effective_on"]
        assert "2026-03-03" in said["propose.effective_on"]

    def test_people_of_one_side_only(self, running: Office) -> None:
        said = refused(running, asked=running.members(ANA, BO, KIM))
        assert said == {"propose.asked": "Ask at least one person of marketing."}
        assert refused(running, asked=running.members(MAX)) == {
            "propose.asked": "Ask at least one person of sales."
        }

    def test_nobody(self, running: Office) -> None:
        assert list(refused(running, asked=frozenset())) == ["propose.asked"]

    def test_somebody_who_is_not_named(self, running: Office) -> None:
        asked = running.members(KIM, MAX) | {MemberId(10**9)}
        assert list(refused(running, asked=asked)) == ["propose.asked"]

    def test_warnings_that_were_not_acknowledged(self, running: Office) -> None:
        running.save(QUOTA, {"quota": {"amount": "480000"}})
        (warning,) = preview(running).warnings
        assert "up to 6 reps are needed and there are 2" in warning
        assert list(refused(running, acknowledged=False)) == ["propose.acknowledged"]
        assert running.propose(acknowledged=True).version.number == 1

    def test_all_at_once(self, running: Office) -> None:
        running.save(QUOTA, {"quota": {"amount": "480000"}})
        said = refused(running, effective_on=date(2026, 3, 1), asked=frozenset(), acknowledged=False)
        assert list(said) == ["propose.effective_on", "propose.asked", "propose.acknowledged"]


class TestProposed:
    def test_as_it_was_seen(self, running: Office) -> None:
        running.change("1h")
        found = running.propose(by=MAX)
        version = found.version
        assert (version.number, version.state, version.effective_on) == (1, State.PROPOSED, APRIL)
        assert (version.asked, version.proposed_by) == (running.members(ANA, KIM, MAX), running.member(MAX))
        assert (found.proposer, found.signatures, found.changes) == ("Max Orr", (), ())
        assert [person.first_name for person in found.waiting] == ["Ana", "Kim", "Max"]
        assert found.before is not None
        assert found.before.sales.first_attempt_within == timedelta(hours=2)
        assert found.terms.sales.first_attempt_within == timedelta(hours=1)
        assert version.sha256 == running.documents.read(running.documents.tables(version.body)).sha256

    def test_it_binds_nobody_yet_and_the_draft_is_gone(self, running: Office) -> None:
        running.proposed()
        assert [terms.version for terms in running.book.versions] == [0]
        with running.work() as work:
            assert work.agreements.draft() is None

    def test_version_0_can_be_proposed_as_it_stands(self, running: Office) -> None:
        found = running.propose()
        assert found.terms.quota == running.book.first.quota

    def test_a_draft_that_was_changed_meanwhile(self, running: Office) -> None:
        running.change("1h")
        seen = preview(running)
        running.change("30m", by=MAX)
        with pytest.raises(Conflict, match="changed while this was open"):
            running.proposing.propose(
                running.actor(KIM), revision=seen.revision, effective_on=APRIL,
                asked=running.members(KIM, MAX), acknowledged=True, note="", now=NOW,
            )  # fmt: skip

    @pytest.mark.parametrize("first", ["discard", "propose"])
    def test_a_draft_that_is_gone_meanwhile(self, running: Office, first: str) -> None:
        running.change("1h")
        seen = preview(running)
        if first == "discard":
            running.set_up.discard(running.actor(MAX), NOW)
        else:
            running.propose(by=MAX)
        with pytest.raises(Conflict):
            running.proposing.propose(
                running.actor(KIM), revision=seen.revision, effective_on=APRIL,
                asked=running.members(KIM, MAX), acknowledged=True, note="", now=NOW,
            )  # fmt: skip

    def test_it_takes_the_place_of_the_open_one_with_its_signatures(self, running: Office) -> None:
        first = running.proposed("1h").version
        running.sign(first, ANA, KIM)
        running.change("30m")
        replaced = preview(running).replaced
        assert replaced is not None
        assert replaced.version == 1
        second = running.propose(now=TOMORROW)
        assert (second.version.number, second.signatures) == (2, ())
        assert len(second.waiting) == 3
        replaced = running.stored(1)
        assert (replaced.state, replaced.settled_at) == (State.REPLACED, TOMORROW)
        with pytest.raises(Conflict, match="version 2; that is the one to sign"):
            running.sign(first, MAX)
        running.sign(second.version, ANA, KIM, MAX, now=TOMORROW)
        assert running.book.at(at("2026-04-01 00:00")).sales.first_attempt_within == timedelta(minutes=30)

    def test_what_differs_in_nothing_from_what_is_signed(self, running: Office) -> None:
        running.agreed("1h")
        for attempt in (lambda: preview(running), running.propose):
            with pytest.raises(BadInput, match="Nothing differs from version 1"):
                attempt()
        running.change("60m")
        with pytest.raises(BadInput, match="Nothing differs"):
            preview(running)
        running.change("61m")
        assert preview(running).before is not None


class TestWithdrawn:
    def test_by_a_manager_and_its_text_is_the_draft_again(self, running: Office) -> None:
        running.proposed("1h")
        found = running.proposing.withdraw(running.actor(MAX), 1, TOMORROW)
        assert (found.version.state, found.version.settled_at) == (State.WITHDRAWN, TOMORROW)
        assert found.waiting == ()
        again = running.propose(now=TOMORROW)
        assert again.version.number == 2
        assert again.terms.sales.first_attempt_within == timedelta(hours=1)

    def test_a_draft_that_somebody_began_meanwhile_stays(self, running: Office) -> None:
        running.proposed("1h")
        running.change("30m", by=MAX)
        running.proposing.withdraw(running.actor(KIM), 1, NOW)
        board = running.set_up.board(running.actor(KIM), NOW)
        assert board.terms is not None
        assert board.terms.sales.first_attempt_within == timedelta(minutes=30)

    @pytest.mark.parametrize(
        ("slack_id", "number", "error"),
        [(ANA, 1, NotAllowed), (EVE, 1, NotAllowed), (KIM, 7, NotFound), (KIM, 0, Conflict)],
    )
    def test_refused(self, running: Office, slack_id: str, number: int, error: type[SlaError]) -> None:
        running.proposed()
        with pytest.raises(error):
            running.proposing.withdraw(running.actor(slack_id), number, NOW)
        assert running.stored(1).state is State.PROPOSED

    def test_only_while_it_is_open(self, running: Office) -> None:
        running.agreed()
        with pytest.raises(Conflict, match="not open any longer"):
            running.proposing.withdraw(running.actor(KIM), 1, NOW)
        assert running.stored(1).state is State.SIGNED
