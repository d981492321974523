"""`sla-bot agreement load|export`: the agreement to a file and back, on the command line."""

import tomllib
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.store import open_store
from sla.agreement import NewVersion, State
from sla.services.desk import Desk
from tests.bot.conftest import SlaBot
from tests.e2e.team import TERMS


@pytest.fixture
def terms_file(nowhere: Path) -> Path:
    path = nowhere / "agreement.toml"
    path.write_text(TERMS)
    return path


def signed(desk: Desk) -> None:
    """Version 0's text as version 1, signed, from tomorrow on."""
    now = SystemClock().now()
    with desk.open() as work:
        (first,) = work.agreements.all()
        members = {member.id: member for member in work.members.all()}
        proposed = work.agreements.add(
            NewVersion(
                body=first.body,
                sha256=first.sha256,
                effective_on=now.date(),
                state=State.PROPOSED,
                proposed_by=None,
                proposed_at=now,
                asked=frozenset(members),
            )
        )
        work.agreements.settle(proposed.number, State.SIGNED, now, begins_on=now.date())
        work.commit()


def test_a_file_counts_at_once_while_nothing_is_signed(sla_bot: SlaBot, terms_file: Path) -> None:
    ended = sla_bot("agreement", "load", str(terms_file))
    assert (ended.code, ended.err) == (0, "")
    assert "these terms count at once, as version 0" in ended.out
    assert "4 people are named in it" in ended.out
    assert "nothing was changed" in sla_bot("agreement", "load", str(terms_file)).out


def test_what_is_exported_is_loaded_again_unchanged(sla_bot: SlaBot, terms_file: Path) -> None:
    sla_bot("agreement", "load", str(terms_file))
    exported = terms_file.with_name("exported.toml")
    assert "Version 0 is in exported.toml" in sla_bot("agreement", "export", "exported.toml").out
    assert "nothing was changed" in sla_bot("agreement", "load", str(exported)).out
    assert tomllib.loads(sla_bot("agreement", "export").out) == tomllib.loads(exported.read_text())


def test_an_exported_file_that_was_edited_says_so(sla_bot: SlaBot, terms_file: Path) -> None:
    sla_bot("agreement", "load", str(terms_file))
    sla_bot("agreement", "export", "exported.toml")
    exported = terms_file.with_name("exported.toml")
    exported.write_text(exported.read_text().replace("500000", "600000"))
    ended = sla_bot("agreement", "load", "exported.toml")
    assert ended.code == 1
    assert "remove the [agreement] table" in ended.err


def test_once_something_is_signed_a_changed_file_is_a_draft(sla_bot: SlaBot, terms_file: Path) -> None:
    sla_bot("agreement", "load", str(terms_file))
    store = open_store(database_url="sqlite:///sla.db", threads=1)
    desk = store.desk(store.tenants.sole())
    signed(desk)
    terms_file.write_text(TERMS.replace("500_000", "600_000"))
    assert "/sla agreement propose" in sla_bot("agreement", "load", str(terms_file)).out
    with desk.look() as work:
        draft = work.agreements.draft()
        assert draft is not None
        assert draft.tables["quota"] == {"amount": "600000", "period": "year", "share_of": "revenue"}
        assert desk.book(work).at(SystemClock().now()).quota.amount.major == 500_000
    store.engine.dispose()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export",), "There is no agreement to export yet"),
        (("export", "--version", "7"), "There is no version 7"),
        (("load", "nowhere.toml"), "There is no nowhere.toml"),
    ],
)
def test_what_cannot_be_is_one_sentence(sla_bot: SlaBot, words: tuple[str, ...], said: str) -> None:
    ended = sla_bot("agreement", *words)
    assert ended.code == 1
    assert ended.err.startswith(said)


def test_a_file_that_is_there_is_not_written_over(sla_bot: SlaBot, terms_file: Path) -> None:
    sla_bot("agreement", "load", str(terms_file))
    ended = sla_bot("agreement", "export", str(terms_file))
    assert ended.code == 1
    assert "is there already" in ended.err
    assert terms_file.read_text() == TERMS
