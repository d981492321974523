"""A CSV file dropped into the conversation with the bot: seen first, imported on a press, the bad rows handed back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.file_fetch import LARGEST
from bot.store import open_store
from sandbox.seen import Seen
from sla.dropped import Step
from sla.services.desk import Desk
from sla.services.dropped_files import SHOWN_WITHIN
from tests.e2e.conftest import Office

GOOD = "2025-11-18T10:00:00+01:00"
TITLES = "Lead ID,Company,Create Date,Lead Source,Owner Email,Phone\n"


def leads(count: int, *more: str) -> bytes:
    rows = [f"n{n},Firm {n},{GOOD},website,ana@example.com,555" for n in range(count)]
    return (TITLES + "\n".join([*rows, *more]) + "\n").encode()


def answer(office: Office, user: str = "kim", *, saying: str) -> Seen:
    """The bot's newest answer in a file's thread, once it says this."""

    def found() -> Seen | None:
        replies = [one for one in office.people.messages(user, thread="all") if one.thread_ts and one.by_app]
        return next((one for one in reversed(replies) if saying in f"{one.shown}\n{one.text}"), None)

    return office.people.wait_for(found, user=user, timeout=15)


@contextmanager
def opened(office: Office) -> Iterator[Desk]:
    store = open_store(database_url=office.settings.sla_database_url.get_secret_value(), threads=1)
    try:
        yield store.desk(store.tenants.sole())
    finally:
        store.engine.dispose()


def stored(office: Office) -> int:
    with opened(office) as desk, desk.look() as work:
        return work.leads.count()


class TestByAManager:
    def test_from_the_file_to_the_report(self, running: Office) -> None:
        people, before = running.people, stored(running)
        people.upload("kim", "leads.csv", leads(9, "bad,Late,soon,website,,555"))
        seen = answer(running, saying="9 of 10 rows of leads.csv can be imported as leads.")
        assert "It would come to 9 new, 1 rejected." in seen.shown
        assert "Handed off" in seen.shown
        assert "Company: Firm 0" in seen.shown
        assert "row 11, Create Date" in seen.shown
        assert "not read: Phone" in seen.shown
        assert stored(running) == before
        people.press("kim", "Import", in_message="can be imported")
        report = answer(running, saying="9 of 10 rows of leads.csv are in.")
        assert report.ts == seen.ts
        assert not report.controls
        assert stored(running) == before + 9
        handed_back = people.wait_for(lambda: rejected(running), user="kim", timeout=10)
        assert handed_back.decode().splitlines()[1].startswith("bad,Late,soon,website,,555,11,Create Date,")

    def test_a_second_time_all_is_known_and_the_memory_is_said(self, running: Office) -> None:
        text = b"Nr,Firm,When\n1,Acme,18/11/2025 10:00\n2,Bolt,17/11/2025 10:00\n"
        running.people.upload("kim", "export.csv", text)
        answer(running, saying="export.csv cannot be read yet.")
        running.people.choose("kim", "Leads", action_id="file.kind")
        answer(running, saying="No column of it is known as handed_off")
        running.people.press("kim", "Change…")
        form = running.people.modal("kim")
        assert form is not None
        assert form.title == "Read as leads"
        done = running.people.submit(
            "kim",
            {"Its own id": "Nr", "Company": "Firm", "Handed off": "When", "Whose local time": "Europe/Paris"},
        )
        assert done.errors == {}
        answer(running, saying="2 of 2 rows of export.csv can be imported as leads.")
        running.people.press("kim", "Import")
        answer(running, saying="2 of 2 rows of export.csv are in.")
        running.people.upload("kim", "again.csv", text)
        answer(running, saying="again.csv cannot be read yet.")
        running.people.choose("kim", "Leads", action_id="file.kind")
        again = answer(running, saying="2 of 2 rows of again.csv can be imported as leads.")
        assert "2 known already" in again.shown
        assert (
            "as last time: external_id ← Nr; company ← Firm; handed_off ← When; times in Europe/Paris"
            in again.shown
        )

    def test_what_it_holds_can_be_put_right(self, running: Office) -> None:
        text = b"Activity ID,Lead ID,Activity Type,Activity Date\nz1,1,call,2025-11-19T10:00:00+01:00\n"
        running.people.upload("kim", "log.csv", text)
        answer(running, saying="1 of 1 rows of log.csv can be imported as activities.")
        running.people.choose("kim", "Won deals", action_id="file.kind")
        answer(running, saying="log.csv cannot be read yet.")
        running.people.choose("kim", "Activities", action_id="file.kind")
        answer(running, saying="can be imported as activities.")
        running.people.press("kim", "Cancel")
        answer(running, saying="Nothing of the file was stored.")
        before = len(running.people.messages("kim", thread="all"))
        assert before == 2

    def test_a_wrong_zone_and_source_stand_at_their_inputs(self, running: Office) -> None:
        running.people.upload("kim", "leads.csv", leads(2))
        answer(running, saying="2 of 2 rows")
        running.people.press("kim", "Change…")
        wrong = running.people.submit("kim", {"Whose local time": "Mars/Base"})
        assert wrong.error_at("Whose local time").startswith('"Mars/Base" is not a time zone')
        wrong = running.people.submit("kim", {"Whose local time": "", "Source": "My CRM"})
        assert wrong.error_at("Source") == "Write a short word in lower case, like hubspot."

    def test_a_file_that_would_not_be_taken_offers_no_import(self, running: Office) -> None:
        text = b"Lead ID,Activity Type,Activity Date\n99,call,2025-11-19T10:00:00+01:00\n"
        running.people.upload("kim", "log.csv", text)
        seen = answer(running, saying="log.csv would not be taken as activities.")
        assert '"99" is not the id of an imported lead' in seen.shown
        assert [one.label for one in seen.controls if one.kind == "button"] == ["Change…", "Cancel"]

    def test_a_restart_between_looking_and_importing_loses_nothing(self, office: Office) -> None:
        office.start()
        office.people.upload("kim", "leads.csv", leads(2))
        answer(office, saying="2 of 2 rows")
        office.stop()
        office.start()
        office.people.press("kim", "Import")
        answer(office, saying="2 of 2 rows of leads.csv are in.")


class TestAnswersStandOnce:
    def test_an_answer_whose_receipt_was_lost_is_rewritten(self, running: Office) -> None:
        """It came to Slack, and the bot never heard of it: what it says next stands in its place."""
        running.people.fault("chat.postMessage", "drop_after")
        running.people.upload("kim", "leads.csv", leads(2))
        answer(running, saying="Something broke")
        assert len(answers(running)) == 1

    def test_a_bot_that_stopped_before_it_noted_its_answer(self, running: Office) -> None:
        running.people.upload("kim", "leads.csv", leads(2))
        first = answer(running, saying="2 of 2 rows")
        running.stop()
        forget_the_answer(running)
        running.start()
        running.people.advance(minutes=SHOWN_WITHIN / timedelta(minutes=1))
        running.people.wait_for(lambda: noted(running) == first.ts, user="kim", timeout=15)
        assert [one.ts for one in answers(running)] == [first.ts]


def answers(office: Office) -> list[Seen]:
    return [one for one in office.people.messages("kim", thread="all") if one.thread_ts and one.by_app]


def forget_the_answer(office: Office) -> None:
    """As the store is when the bot stops right after it has answered."""
    with opened(office) as desk, desk.open() as work:
        (drop,) = work.drops.at_step(Step.SHOWN)
        work.drops.save(replace(drop, answer_ts=None))
        work.commit()


def noted(office: Office) -> str | None:
    with opened(office) as desk, desk.look() as work:
        return next((one.answer_ts for one in work.drops.at_step(Step.SHOWN)), None)


def rejected(office: Office) -> bytes:
    files = [file for one in office.people.messages("kim", thread="all") if one.by_app for file in one.files]
    return office.people.download("kim", files[0].id) if files else b""


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("report.pdf", b"%PDF-1.7", "report.pdf is not a CSV file; save it as CSV and drop it here again."),
        ("leads.csv", b"PK\x03\x04\x14\x00", "leads.csv is a workbook or an archive, not text"),
        ("leads.csv", b"", "leads.csv is empty; export it again."),
        ("leads.csv", b"\x00" * 9, "leads.csv is not a text file; export it as CSV."),
        (
            "leads.csv",
            b"x" * (LARGEST + 1_000_000),
            "leads.csv has 21 MB, and up to 20 MB can be dropped here",
        ),
        ("leads.csv", b"id,name\n", "leads.csv has column titles but no rows; export it again."),
        ("../../x.csv", b"id,id\n1,2\n", "x.csv has two columns titled “id”"),
    ],
)
def test_what_is_no_file_to_import_is_said_in_a_sentence(
    running: Office, name: str, content: bytes, says: str
) -> None:
    running.people.upload("kim", name, content)
    seen = answer(running, saying=says.replace("“", '"').replace("”", '"'))
    assert not seen.controls


def test_a_code_page_is_read_and_said(running: Office) -> None:
    text = leads(1, f"u1,Müßig & Söhne GmbH,{GOOD},website,,1").decode().encode("cp1252")
    running.people.upload("kim", "leads.csv", text)
    seen = answer(running, saying="2 of 2 rows")
    assert "Company: Firm 0" in seen.shown
    assert "leads.csv is not UTF-8 and was read as cp1252" in seen.shown


@pytest.mark.parametrize("user", ["ana", "jo"])
def test_others_are_told_who_imports(running: Office, user: str) -> None:
    running.people.upload(user, "leads.csv", leads(2))
    seen = answer(running, user, saying="Files are imported by managers; give it to Kim Wolf.")
    assert not seen.controls


def test_a_guest_is_told_so(running: Office) -> None:
    running.people.upload("guest", "leads.csv", leads(2))
    answer(running, "guest", saying="This bot answers members of this workspace only")


def test_words_and_files_in_channels_are_left_alone(running: Office) -> None:
    running.people.say("kim", "hello")
    running.people.upload("kim", "leads.csv", leads(2), channel="#sla")
    running.people.upload("kim", "mine.csv", leads(2))
    answer(running, saying="2 of 2 rows of mine.csv")
    assert [one.by_app for one in running.people.messages("kim", "#sla", thread="all")] == [False]


def test_a_file_from_elsewhere_is_asked_about(running: Office) -> None:
    running.people.upload("kim", "leads.csv", leads(2), elsewhere=True)
    answer(running, saying="2 of 2 rows of leads.csv can be imported")


def test_a_deleted_file_cannot_be_imported(running: Office) -> None:
    file_id = running.people.upload("kim", "leads.csv", leads(2))
    answer(running, saying="2 of 2 rows")
    running.people.delete_file("kim", file_id)
    running.people.press("kim", "Import")
    answer(running, saying="The file was deleted before it could be read; drop it here again.")
