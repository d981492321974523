"""Who may write the next agreement, how a draft is thrown away, and the numbers of a what-if."""

from datetime import timedelta
from fractions import Fraction

import pytest

from sla.agreement import State
from sla.errors import BadInput, Conflict, NotAllowed
from sla.money import Money
from sla.rates import parse_rate
from sla.services.demand import WhatIf
from sla.terms import Period
from tests.sla.services.agreement import BERLIN
from tests.sla.services.office import (
    ANA,
    BO,
    EVE,
    EVENTS,
    FIRST,
    HOURS,
    KIM,
    MAX,
    NOW,
    SALES,
    SECOND,
    Office,
    seats,
)


@pytest.fixture
def running(office: Office) -> Office:
    """With version 0 and its people."""
    return office.start()


class TestWhoMayWrite:
    @pytest.mark.parametrize("slack_id", [ANA, BO, EVE])
    def test_managers_only(self, running: Office, slack_id: str) -> None:
        actor = running.actor(slack_id)
        for refused in (
            lambda: running.set_up.board(actor, NOW),
            lambda: running.set_up.form(actor, SALES, NOW),
            lambda: running.set_up.save(actor, SALES, {}, seen="", now=NOW),
            lambda: running.set_up.save_people(actor, {}, seen="", now=NOW),
            lambda: running.set_up.remove(actor, FIRST, seen="", now=NOW),
            lambda: running.set_up.discard(actor, NOW),
            lambda: running.set_up.take_numbers(actor, WhatIf(), NOW),
        ):
            with pytest.raises(NotAllowed, match="managers of marketing and sales"):
                refused()

    def test_anybody_before_somebody_is_named(self, office: Office) -> None:
        office.save(SALES, {"sales": {"first_attempt_within": "1h"}}, by=EVE)
        board = office.save(HOURS, {"team": {"zone": BERLIN}}, by=BO)
        assert board.by == "bo@example.com"

    def test_then_the_managers_and_whoever_named_them(self, office: Office) -> None:
        office.enrol(seats(rep=(ANA,)), by=EVE)
        for slack_id in (ANA, BO):
            with pytest.raises(NotAllowed):
                office.set_up.board(office.actor(slack_id), NOW)
        office.save(SALES, {"sales": {"first_attempt_within": "1h"}}, by=EVE)
        assert office.save(HOURS, {"team": {"zone": BERLIN}}, by=KIM).by == "Kim Wolf"

    def test_and_nobody_else_once_something_is_agreed(self, running: Office) -> None:
        """Also where nobody who is named is a manager any longer."""
        with running.work() as work:
            work.members.unname(["kim@example.com", "max@example.com"])
            work.commit()
        with pytest.raises(NotAllowed):
            running.set_up.board(running.actor(EVE), NOW)

    def test_somebody_whose_address_slack_hides_cannot_write(self, office: Office) -> None:
        office.slack.add("UHIDDEN")
        with pytest.raises(BadInput, match="e-mail address"):
            office.save(SALES, {"sales": {}}, by="UHIDDEN")


class TestDiscard:
    def test_back_to_what_is_in_force(self, running: Office) -> None:
        running.change("1h")
        board = running.set_up.discard(running.actor(MAX), NOW)
        assert (board.changed, board.by) == (False, None)
        assert board.terms is not None
        assert board.terms.sales.first_attempt_within == timedelta(hours=2)

    def test_back_to_the_open_proposal(self, running: Office) -> None:
        running.proposed("1h")
        running.change("30m")
        board = running.set_up.discard(running.actor(KIM), NOW)
        assert board.proposal is not None
        assert (board.proposal.number, board.proposal.state) == (1, State.PROPOSED)
        assert board.terms is not None
        assert board.terms.sales.first_attempt_within == timedelta(hours=1)

    def test_a_form_that_was_open_meanwhile_notices(self, running: Office) -> None:
        running.change("1h")
        seen = running.set_up.form(running.actor(KIM), SALES, NOW).seen
        running.set_up.discard(running.actor(MAX), NOW)
        with pytest.raises(Conflict):
            running.set_up.save(running.actor(KIM), SALES, {"sales": {}}, seen=seen, now=NOW)


class TestTakingNumbers:
    def test_of_a_what_if(self, running: Office) -> None:
        board = running.set_up.take_numbers(
            running.actor(KIM),
            WhatIf(
                amount=Money.of(240_000, "USD"), period=Period.QUARTER, aov=Money.of(2000, "USD"),
                rates={"win": parse_rate("13 of 200")},
            ),
            NOW,
        )  # fmt: skip
        assert board.terms is not None
        (kind,) = board.terms.lead_types
        assert (board.terms.quota.amount, board.terms.quota.period) == (
            Money.of(240_000, "USD"),
            Period.QUARTER,
        )
        assert (kind.funnel.aov, kind.funnel.rates) == (Money.of(2000, "USD"), (parse_rate("13 of 200"),))
        assert (board.by, board.changed) == ("Kim Wolf", True)

    def test_what_is_not_tried_stays(self, running: Office) -> None:
        board = running.set_up.take_numbers(
            running.actor(KIM), WhatIf(rates={"win": parse_rate("12.5%")}), NOW
        )
        assert board.terms is not None
        (kind,) = board.terms.lead_types
        assert (board.terms.quota.amount, kind.funnel.aov) == (
            Money.of(120_000, "USD"),
            Money.of(1000, "USD"),
        )
        assert kind.funnel.rates[0].fraction == Fraction(1, 8)
        assert not kind.funnel.rates[0].counted

    def test_onto_a_draft_with_another_lead_type(self, running: Office) -> None:
        running.save(SECOND, {"lead_types": EVENTS})
        running.save(FIRST, {"lead_types": {"share": "60%"}})
        board = running.set_up.take_numbers(running.actor(KIM), WhatIf(aov=Money.of(500, "USD")), NOW)
        assert board.terms is not None
        assert [kind.funnel.aov.major for kind in board.terms.lead_types] == [500, 500]

    def test_nothing_is_agreed_yet(self, office: Office) -> None:
        with pytest.raises(BadInput, match="not whole"):
            office.set_up.take_numbers(office.actor(EVE), WhatIf(aov=Money.of(1, "USD")), NOW)


class TestForm:
    def test_what_is_held_now(self, running: Office) -> None:
        form = running.set_up.form(running.actor(KIM), SALES, NOW)
        sales = form.tables["sales"]
        assert isinstance(sales, dict)
        assert (sales["first_attempt_within"], form.zone, form.measured) == ("2h", BERLIN, None)
        assert form.slack_ids == {
            "ana@example.com": ANA, "bo@example.com": BO, "kim@example.com": KIM, "max@example.com": MAX,
        }  # fmt: skip

    def test_opening_and_looking_write_nothing(self, office: Office) -> None:
        office.set_up.form(office.actor(EVE), SALES, NOW)
        office.set_up.board(office.actor(EVE), NOW)
        with office.work() as work:
            assert (work.agreements.draft(), work.members.all()) == (None, ())
