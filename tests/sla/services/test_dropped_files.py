"""A dropped file is decided about by the manager who dropped it, a step at a time, one import at a time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sla.dropped import Choice, Dropped, Step
from sla.errors import BadInput, Conflict, NotAllowed, NotFound
from sla.imports import Kind
from sla.people import Actor, Person
from sla.services.dropped_files import RUNS_AT_MOST, SHOWN_WITHIN, DroppedFiles
from tests.sla.services.agreement import ANA, KIM, MAX, at
from tests.sla.services.team import Team
from tests.stores import AnyStore

NOW = at("2026-03-18 09:00")
LATER = NOW + timedelta(minutes=1)
CHOICE = Choice(columns={}, zone=None, dates=None, source="csv")


@pytest.fixture
def files(team: Team) -> DroppedFiles:
    return DroppedFiles(team.desk)


def drop(team: Team, files: DroppedFiles, who: Person = KIM, file_id: str = "F1", **seen: object) -> Dropped:
    """Heard of, looked at and shown."""
    slack_id = team.actor(who).slack_id
    one = Dropped(file_id=file_id, slack_id=slack_id, channel_id="D1", thread_ts="1.1", at=NOW)
    assert files.heard(one)
    shown = replace(
        one, step=Step.SHOWN, kind=Kind.LEADS, titles=("Nr", "Who"), found={"name": "Who"}, **seen
    )
    assert files.settle(shown)
    files.answered(file_id, "1.2")
    return files.get(file_id)


def test_a_file_that_slack_tells_of_again_is_known(team: Team, files: DroppedFiles) -> None:
    before = drop(team, files)
    assert not files.heard(replace(before, step=Step.TO_SHOW, thread_ts="9.9"))
    assert files.get("F1") == before


def test_a_manager_imports_it_once(team: Team, files: DroppedFiles) -> None:
    drop(team, files)
    files.start(team.actor(KIM), "F1", LATER)
    assert (files.get("F1").step, files.get("F1").at) == (Step.RUNNING, LATER)
    with pytest.raises(Conflict, match="being imported already"):
        files.start(team.actor(KIM), "F1", LATER)


@pytest.mark.parametrize("act", ["start", "cancel", "choose", "change", "open_to"])
def test_nobody_elses_file_and_nobody_but_managers(team: Team, files: DroppedFiles, act: str) -> None:
    drop(team, files)
    more = {"start": (LATER,), "cancel": (LATER,), "choose": (Kind.DEALS, LATER), "change": (CHOICE, LATER)}
    for who, words in (
        (ANA, "Files are imported by managers; give it to Kim Wolf"),
        (MAX, "Only the person who"),
    ):
        with pytest.raises(NotAllowed, match=words):
            getattr(files, act)(team.actor(who), "F1", *more.get(act, ()))
    assert files.get("F1").step is Step.SHOWN


def test_one_import_at_a_time_until_it_was_cut_off(team: Team, files: DroppedFiles) -> None:
    drop(team, files)
    drop(team, files, MAX, "F2")
    files.start(team.actor(KIM), "F1", NOW)
    with pytest.raises(Conflict, match="Another file is being imported"):
        files.start(team.actor(MAX), "F2", NOW + RUNS_AT_MOST - timedelta(seconds=1))
    files.start(team.actor(MAX), "F2", NOW + RUNS_AT_MOST)


def test_what_is_over_stays_over(team: Team, files: DroppedFiles) -> None:
    drop(team, files)
    files.cancel(team.actor(KIM), "F1", LATER)
    with pytest.raises(Conflict, match="has been dealt with"):
        files.start(team.actor(KIM), "F1", LATER)
    with pytest.raises(NotFound, match="drop it here again"):
        files.start(team.actor(KIM), "F9", LATER)


def test_another_kind_forgets_the_columns_and_looks_again(team: Team, files: DroppedFiles) -> None:
    drop(team, files, columns={"name": "Who"})
    files.choose(team.actor(KIM), "F1", Kind.DEALS, LATER)
    found = files.get("F1")
    assert (found.kind, found.columns, found.step, found.answer_ts) == (Kind.DEALS, {}, Step.TO_SHOW, "1.2")
    with pytest.raises(Conflict, match="being looked at"):
        files.start(team.actor(KIM), "F1", LATER)


def test_only_what_differs_from_what_was_found_is_said(team: Team, files: DroppedFiles) -> None:
    drop(team, files)
    columns = {"name": "Who", "external_id": "Nr", "owner": ""}
    files.change(team.actor(KIM), "F1", replace(CHOICE, columns=columns, zone="Europe/Paris"), LATER)
    found = files.get("F1")
    assert (found.columns, found.zone, found.step) == ({"external_id": "Nr"}, "Europe/Paris", Step.TO_SHOW)


def test_a_word_in_place_of_a_column_is_no_column(team: Team, files: DroppedFiles) -> None:
    """An export of calls has no column for the activity; leaving that input empty says nothing new."""
    drop(team, files)
    files.settle(replace(files.get("F1"), found={"activity": "every row is a call"}))
    files.change(team.actor(KIM), "F1", replace(CHOICE, columns={"activity": ""}), LATER)
    assert files.get("F1").columns == {}


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"zone": "Mars/Base"}, "zone"), ({"source": "My CRM"}, "source"), ({"source": "slack"}, "source")],
)
def test_what_cannot_be_is_named_at_its_input(
    team: Team, files: DroppedFiles, changes: dict[str, str], field: str
) -> None:
    drop(team, files)
    with pytest.raises(BadInput) as refused:
        files.change(team.actor(KIM), "F1", replace(CHOICE, **changes), LATER)
    assert refused.value.field == field
    assert files.get("F1").step is Step.SHOWN


def test_an_older_look_does_not_undo_a_newer_step(team: Team, files: DroppedFiles) -> None:
    before = drop(team, files)
    files.start(team.actor(KIM), "F1", LATER)
    assert not files.settle(replace(before, step=Step.SHOWN))
    assert files.get("F1").step is Step.RUNNING


def test_what_was_cut_off_is_taken_up_and_nothing_else(team: Team, files: DroppedFiles) -> None:
    drop(team, files, file_id="shown")
    drop(team, files, file_id="running")
    files.start(team.actor(KIM), "running", NOW)
    slack_id = team.actor(KIM).slack_id
    files.heard(Dropped(file_id="new", slack_id=slack_id, channel_id="D1", thread_ts="1.1", at=NOW))
    assert files.waiting(NOW + timedelta(minutes=1)) == ()
    assert files.waiting(NOW + SHOWN_WITHIN) == ("new",)
    assert files.waiting(NOW + RUNS_AT_MOST) == ("new", "running")


def test_before_anything_is_agreed_nothing_is_imported(store: AnyStore) -> None:
    desk = Team(store=store, tenant_id=store.tenants.sole(), terms=None).desk
    with pytest.raises(Conflict, match="There is no agreement yet"):
        DroppedFiles(desk).check_may_import(Actor(slack_id="U1", person=None, member_id=None))
