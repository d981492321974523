"""The odds of the quota and the measured rates, as each kind of person types and presses them, through the whole bot."""

from datetime import timedelta
from functools import partial

import pytest

from bot.store import open_store
from intake.importer import Importer
from intake.options import Options
from sandbox.seen import Seen
from sla.forecasts import Forecast
from tests.e2e import asking
from tests.e2e.conftest import Office
from tests.e2e.team import BEGINS

pytestmark = pytest.mark.e2e

EVERYBODY = ["ana", "kim", "jo", "ceo"]


ask = partial(asking.ask, channel="#sla")


def labels(seen: Seen) -> list[str]:
    return [control.label for control in seen.controls]


def told(office: Office) -> tuple[Forecast, ...]:
    store = open_store(database_url=office.settings.sla_database_url.get_secret_value(), threads=1)
    try:
        with store.desk(store.tenants.sole()).look() as work:
            return work.forecasts.all()
    finally:
        store.engine.dispose()


@pytest.fixture
def with_history(office: Office) -> Office:
    """Forty weeks of fifty leads, six of which are won for $2,000 after 20 days, before the bot starts."""
    leads, deals = ["Lead ID,Company,Create Date,Lead Source"], ["Deal ID,Lead ID,Close Date,Amount"]
    for week in range(40):
        began_at = BEGINS - timedelta(weeks=week, days=1)
        won_at = began_at + timedelta(days=20)
        for number in range(50):
            leads.append(f"P{week}-{number},Firm {week}-{number},{began_at.isoformat()},website")
            if number < 6 and won_at < BEGINS:
                deals.append(f"D{week}-{number},P{week}-{number},{won_at.isoformat()},2000")
    (office.folder / "past.csv").write_text("\n".join(leads) + "\n")
    (office.folder / "won.csv").write_text("\n".join(deals) + "\n")
    store = open_store(database_url=office.settings.sla_database_url.get_secret_value(), threads=1)
    try:
        desk = store.desk(store.tenants.sole())
        with desk.look() as work:
            book = desk.book(work)
        importer = Importer(units=desk.units, tenant_id=desk.tenant_id, book=book)
        for take, name in ((importer.leads, "past.csv"), (importer.deals, "won.csv")):
            assert not take(office.folder / name, Options(), now=BEGINS, real_now=BEGINS).rejected
    finally:
        store.engine.dispose()
    office.start()
    return office


class TestTheOutlook:
    def test_everybody_gets_the_same_odds_in_words_and_they_are_kept_once(self, with_history: Office) -> None:
        answers = {ask(with_history, user, "/sla outlook", "this year").shown for user in EVERYBODY}
        (shown,) = answers
        assert shown.startswith(("A chance", "An even chance"))
        for said in ("*Won this year* $", "Likely between", "It hangs most on", "assumes the rates hold"):
            assert said.replace("*", "") in shown.replace("*", "")
        assert len(told(with_history)) == 1

    def test_a_guest_is_refused_and_nothing_is_told(self, with_history: Office) -> None:
        ask(with_history, "guest", "/sla outlook", "members of this workspace only")
        assert told(with_history) == ()

    def test_from_the_demand_to_the_rates_the_outlook_and_how_odds_turned_out(
        self, with_history: Office
    ) -> None:
        people = with_history.people
        ask(with_history, "jo", "/sla demand", "3,900 leads")
        people.press("jo", "Measured rates", channel="#sla")
        rates = people.wait_for("agreed rates measured", user="jo", channel="#sla")
        assert rates.ephemeral
        people.press("jo", "The outlook", channel="#sla")
        people.wait_for("this year", user="jo", channel="#sla")
        people.press("jo", "Were such odds right?", channel="#sla")
        people.wait_for("Kept so far: 1 chance", user="jo", channel="#sla")

    def test_words_after_it_get_one_sentence(self, running: Office) -> None:
        answer = ask(running, "jo", "/sla outlook next year", "more than the outlook can take").shown
        assert "/sla outlook" in answer

    def test_before_there_is_enough_one_sentence_says_what_is_missing(self, running: Office) -> None:
        seen = ask(running, "ana", "/sla outlook", "No odds yet")
        assert "They need 10 won deals and 3 months of leads" in seen.shown
        assert "chance" not in seen.shown
        assert told(running) == ()


class TestMeasuredRates:
    @pytest.mark.parametrize("user", EVERYBODY)
    def test_everybody_may_read_them(self, with_history: Office, user: str) -> None:
        seen = ask(with_history, user, "/sla demand measured", "agreed rates measured")
        assert "Ana" not in seen.shown
        assert "The outlook" in labels(seen)

    def test_a_guest_is_refused(self, running: Office) -> None:
        ask(running, "guest", "/sla demand measured", "members of this workspace only")

    def test_before_there_is_enough_it_says_so(self, running: Office) -> None:
        seen = ask(running, "kim", "/sla demand measured", "Too few leads to measure")
        assert "It takes 10 leads that went on at a step" in seen.shown

    def test_they_can_be_shared(self, with_history: Office) -> None:
        with_history.people.say("jo", "/sla demand measured share", channel="#sla")
        seen = with_history.people.wait_for("agreed rates measured", user="ana", channel="#sla")
        assert not seen.ephemeral


class TestTheTimeToClose:
    """Nothing is agreed of it; every lead was won after 20 days, in the month it came in or in the next one."""

    @pytest.mark.parametrize("user", EVERYBODY)
    def test_the_plan_says_what_history_shows_in_one_line(self, with_history: Office, user: str) -> None:
        shown = ask(with_history, user, "/sla plan", "What history says").shown
        (line,) = [one for one in shown.splitlines() if one.startswith("What history says")]
        assert "won leads of Website form handed over" in line
        assert "9 in 10 within 1 month" in line

    def test_a_manager_takes_it_over_by_a_tick(self, with_history: Office) -> None:
        people = with_history.people
        people.say("kim", "/sla setup")
        people.press("kim", accessibility_label="Change: Lead type: Website form")
        offered = people.modal("kim").shown
        assert "so many closed after 0, 1, 2 … months: " in offered
        assert "72, 150" in offered
        answer = people.submit("kim", {"use.closing": ["Yes, in place of what stands above"]})
        assert answer.errors == {}
        people.press("kim", "Preview and propose")
        assert "in the same month" in people.modal("kim").shown
