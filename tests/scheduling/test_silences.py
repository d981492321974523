"""That a source is not heard of is told once to the managers of both sides, in their own hours."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from handlers.views.private import private_message
from sla.feeds import TOLD_AFTER, FeedKind, Gap, NewFeed, SilentNote
from sla.services.gaps import WatchFeeds, heard
from tests.scheduling.conftest import MORNING
from tests.scheduling.stage import MovedByHand, Stage
from tests.sla.services.agreement import ANA, KIM, MAX, TERMS
from tests.sla.services.team import Team
from tests.stores import AnyStore

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def stage(store: AnyStore) -> Stage:
    """Ana, U1, and a manager of each side: Kim, U2, of sales, and Max, U3; HubSpot was read at nine."""
    team = Team(store=store, tenant_id=store.tenants.sole(), terms=replace(TERMS, people=(ANA, KIM, MAX)))
    stage = Stage(team=team, clock=MovedByHand(moment=MORNING, real=MORNING))
    stage.greet(ANA)
    with team.work() as work:
        feed = work.feeds.add(
            NewFeed(name="hubspot", kind=FeedKind.HUBSPOT, zone=None, every=MINUTE, added_at=MORNING)
        )
        assert feed is not None
        work.feeds.seen(feed.id, MORNING)
        work.commit()
    return stage


def told(stage: Stage) -> list[tuple[str, SilentNote]]:
    return [
        (post.to, post.content) for post in stage.messenger.posted if isinstance(post.content, SilentNote)
    ]


def run(stage: Stage, until: datetime, *, step: timedelta = 5 * MINUTE) -> None:
    moment = stage.clock.moment
    while moment < until:
        moment += step
        WatchFeeds(stage.team.desk)(moment)
        stage.tick(moment)


def hear(stage: Stage, at: datetime) -> None:
    with stage.team.work() as work:
        feed = work.feeds.get("hubspot")
        assert feed is not None
        heard(work, feed, at)
        work.commit()


def gaps(stage: Stage) -> list[Gap]:
    with stage.team.work() as work:
        return list(work.gaps.since(MORNING - DAY))


def test_it_is_told_once_to_the_managers_of_both_sides_however_long_it_lasts(stage: Stage) -> None:
    run(stage, MORNING + 20 * MINUTE)
    assert sorted(to for to, _ in told(stage)) == ["U2", "U3"]
    note = told(stage)[0][1]
    assert (note.silent.name, note.silent.since, note.kind) == ("hubspot", MORNING, FeedKind.HUBSPOT)
    run(stage, MORNING + 2 * DAY, step=timedelta(hours=1))
    assert len(told(stage)) == 2


def test_what_is_over_soon_is_nobodys_to_hear_and_on_record(stage: Stage) -> None:
    run(stage, MORNING + 10 * MINUTE)
    hear(stage, MORNING + 11 * MINUTE)
    run(stage, MORNING + 12 * MINUTE, step=MINUTE)
    assert told(stage) == []
    (gap,) = gaps(stage)
    assert (gap.began_at, gap.ended_at) == (MORNING, MORNING + 11 * MINUTE)


def test_a_second_silence_is_told_again(stage: Stage) -> None:
    run(stage, MORNING + 20 * MINUTE)
    hear(stage, MORNING + 21 * MINUTE)
    run(stage, MORNING + 60 * MINUTE)
    assert len(told(stage)) == 4
    assert len(gaps(stage)) == 2


def test_what_nobody_noticed_as_the_bot_did_not_run_is_on_record_and_not_told(stage: Stage) -> None:
    hear(stage, MORNING + 3 * DAY)
    run(stage, MORNING + 5 * MINUTE)
    (gap,) = gaps(stage)
    assert (gap.began_at, gap.noticed_at, gap.ended_at) == (MORNING, gap.ended_at, MORNING + 3 * DAY)
    assert told(stage) == []


def test_after_a_long_stop_there_is_time_to_be_read_again_before_anybody_hears(stage: Stage) -> None:
    later = MORNING + DAY
    WatchFeeds(stage.team.desk)(later)
    stage.tick(later)
    assert told(stage) == []
    WatchFeeds(stage.team.desk)(later + TOLD_AFTER)
    stage.tick(later + TOLD_AFTER)
    assert len(told(stage)) == 2


def test_nobody_is_written_to_outside_their_hours(stage: Stage) -> None:
    hear(stage, MORNING + timedelta(hours=12))
    evening = MORNING + timedelta(hours=12, minutes=5)
    for moment in (evening, evening + TOLD_AFTER):
        WatchFeeds(stage.team.desk)(moment)
        stage.tick(moment)
    assert told(stage) == []
    stage.tick(MORNING + DAY)
    assert len(told(stage)) == 2


def test_a_source_that_was_removed_is_waited_for_no_longer(stage: Stage) -> None:
    run(stage, MORNING + 5 * MINUTE)
    with stage.team.work() as work:
        work.feeds.remove("hubspot")
        work.commit()
    run(stage, MORNING + 30 * MINUTE)
    assert told(stage) == []
    assert [gap.ended_at is None for gap in gaps(stage)] == [False]


def test_what_was_met_last_is_in_the_note(stage: Stage) -> None:
    with stage.team.work() as work:
        found = replace(work.connections.get("hubspot").found, trouble="HubSpot refuses the key.")
        work.connections.note("hubspot", found)
        work.commit()
    run(stage, MORNING + 20 * MINUTE)
    message = private_message(told(stage)[0][1]).text
    assert message.startswith("*HubSpot has not been read since")
    assert "HubSpot refuses the key." in message
    assert "nobody is counted late for what fell due since" in message
    assert "`sla-bot doctor`" in message
