"""Dividing the quota into streams part by part, by the same rules as a file."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from intake.agreement_documents import AgreementDocuments
from sla.agreed import Part, PartOf, SetUpBoard
from sla.agreement import Json, Tables
from sla.errors import BadFields, BadInput, Conflict
from sla.parts import REMOVE
from sla.services.drafting import taking_effect
from sla.stream_parts import in_use, renamed
from tests.sla.services.office import EVENTS, FIRST, KIM, MAX, NOW, QUOTA, SECOND, TABLES, Office

NEW, OLD, THIRD = (PartOf(part=Part.STREAM, number=number) for number in (1, 2, 3))
DIVIDED: Tables = {
    **TABLES,
    "lead_types": [
        {"name": "Website", "rates": ["10%"], "stages": ["lead", "won"], "aov": "1000", "stream": "new BUSINESS"}
    ],
    "streams": [
        {"name": "New business", "share": "70%", "margin": "35%"},
        {"name": "Retention", "share": "30%", "needs_leads": False},
    ],
    "open_business": [{"closes": "2026-12-01", "value": "5000", "stream": "New business"}],
}  # fmt: skip


@pytest.fixture
def running(office: Office) -> Office:
    return office.start()


@pytest.fixture
def divided(office: Office) -> Office:
    return office.start(DIVIDED)


def board_of(office: Office) -> SetUpBoard:
    return office.set_up.board(office.actor(KIM), NOW)


def said(board: SetUpBoard) -> dict[str, str]:
    return {fault.field: fault.sentence for part in board.parts for fault in part.faults}


def entries(board: SetUpBoard, table: str) -> list[Mapping[str, Json]]:
    held = board.tables[table]
    assert isinstance(held, list)
    return [one for one in held if isinstance(one, Mapping)]


def remove(office: Office, of: PartOf) -> SetUpBoard:
    seen = office.set_up.form(office.actor(KIM), of, NOW).seen
    return office.set_up.remove(office.actor(KIM), of, seen=seen, now=NOW)


def test_from_one_to_two_step_by_step(running: Office) -> None:
    """What is not agreed yet names the streams as a stored version does: all of it is one."""
    board = running.save(NEW, {"streams": {"name": "New business", "needs_leads": True}})
    assert [entry["name"] for entry in entries(board, "streams")] == ["New business"]
    board = running.save(OLD, {"streams": {"name": "Retention", "share": "30%", "needs_leads": False}})
    assert board.terms is None, "the shares do not add up yet"
    board = running.save(NEW, {"streams": {"share": "60%", "margin": "35%"}})
    assert said(board)["streams"] == "the shares add up to 90%; make them add up to 100%."
    board = running.save(NEW, {"streams": {"share": "70%"}})
    assert said(board) == {}
    assert board.terms is not None
    assert [(one.name, one.share, one.needs_leads) for one in board.terms.streams] == [
        ("New business", Fraction(7, 10), True),
        ("Retention", Fraction(3, 10), False),
    ]
    assert board.terms.lead_types[0].stream == board.terms.streams[0].key


def test_each_is_a_part_of_its_own(divided: Office) -> None:
    kinds = [(part.of.part, part.of.number) for part in board_of(divided).parts]
    at = kinds.index((Part.QUOTA, None))
    assert kinds[at + 1 : at + 4] == [(Part.STREAM, 1), (Part.STREAM, 2), (Part.LEAD_TYPE, 1)]


@pytest.mark.parametrize(
    ("of", "patch", "field"),
    [
        (NEW, {"share": "0%"}, "streams[1].share"),
        (NEW, {"share": "120%"}, "streams[1].share"),
        (NEW, {"share": "most"}, "streams[1].share"),
        (NEW, {"share": None}, "streams[1].share"),
        (NEW, {"margin": "-3%"}, "streams[1].margin"),
        (NEW, {"name": None}, "streams[1].name"),
        (NEW, {"name": "!"}, "streams[1].name"),
        (OLD, {"name": "new business"}, "streams[2].name"),
        (NEW, {"name": "retention"}, "streams[1].name"),
        (THIRD, {"name": "Partners", "share": "never"}, "streams[3].share"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field(
    divided: Office, of: PartOf, patch: dict[str, Json], field: str
) -> None:
    before = board_of(divided)
    with pytest.raises(BadFields) as refused:
        divided.save(of, {"streams": patch})
    assert list(refused.value.fields) == [field]
    assert refused.value.fields[field].endswith(".")
    assert board_of(divided) == before, "nothing was saved"


def test_is_refused_in_the_words_of_the_file(divided: Office) -> None:
    streams: list[Json] = [{"name": "New business", "share": "120%"}, {"name": "Retention", "share": "30%"}]
    by_file = AgreementDocuments().faults(taking_effect({**DIVIDED, "streams": streams}, NOW.date()))
    with pytest.raises(BadFields) as refused:
        divided.save(NEW, {"streams": {"share": "120%"}})
    assert refused.value.fields["streams[1].share"] in {fault.sentence for fault in by_file}


def test_a_new_name_is_that_of_what_is_for_it(divided: Office) -> None:
    board = divided.save(NEW, {"streams": {"name": "New customers"}})
    assert [one["stream"] for one in entries(board, "lead_types")] == ["New customers"]
    assert [one["stream"] for one in entries(board, "open_business")] == ["New customers"]
    assert board.terms is not None


def test_one_that_lead_types_are_for_stays(divided: Office) -> None:
    before = board_of(divided)
    with pytest.raises(
        BadInput, match="Website: a lead type of this stream; choose another stream for it first"
    ) as r:
        remove(divided, NEW)
    assert r.value.field == REMOVE
    assert board_of(divided) == before


def test_nor_can_it_do_without_leads(divided: Office) -> None:
    with pytest.raises(BadFields) as refused:
        divided.save(NEW, {"streams": {"needs_leads": False}})
    assert refused.value.fields["streams[1].needs_leads"].startswith("Website: a lead type of this stream")


def test_what_names_no_stream_is_for_the_only_one_that_needs_leads(office: Office) -> None:
    office.start({**DIVIDED, "lead_types": TABLES["lead_types"], "open_business": []})
    with pytest.raises(BadInput, match="Website"):
        remove(office, NEW)


def test_open_business_holds_a_stream_too(divided: Office) -> None:
    divided.save(THIRD, {"streams": {"name": "Partners", "share": "10%"}})
    divided.save(FIRST, {"lead_types": {"stream": "Partners"}})
    with pytest.raises(BadInput, match="Open business of 2026-12-01 is expected in this stream"):
        remove(divided, NEW)


def test_one_that_nothing_is_for_goes(divided: Office) -> None:
    board = remove(divided, OLD)
    assert [one["name"] for one in entries(board, "streams")] == ["New business"]
    assert "add up to 70%" in said(board)["streams"]
    assert divided.save(NEW, {"streams": {"share": "100%"}}).terms is not None
    with pytest.raises(BadInput, match="the only stream") as refused:
        remove(divided, NEW)
    assert refused.value.field == REMOVE


def test_a_lead_type_moves_to_another(divided: Office) -> None:
    divided.save(OLD, {"streams": {"needs_leads": True}})
    board = divided.save(SECOND, {"lead_types": {**EVENTS, "share": None, "stream": "Retention"}})
    assert board.terms is not None
    assert {kind.name: kind.stream for kind in board.terms.lead_types} == {
        "Website": "new-business",
        "Events": "retention",
    }
    with pytest.raises(BadFields) as refused:
        divided.save(SECOND, {"lead_types": {"stream": "Nowhere"}})
    assert list(refused.value.fields) == ["lead_types[2].stream"]


def test_somebody_else_meanwhile(divided: Office) -> None:
    seen = divided.set_up.form(divided.actor(KIM), NEW, NOW).seen
    quota = divided.set_up.form(divided.actor(KIM), QUOTA, NOW).seen
    divided.save(NEW, {"streams": {"margin": "40%"}}, by=MAX)
    with pytest.raises(Conflict):
        divided.set_up.remove(divided.actor(KIM), NEW, seen=seen, now=NOW)
    assert divided.set_up.form(divided.actor(KIM), QUOTA, NOW).seen == quota, "the quota is a part of its own"


def test_a_stream_is_known_by_its_letters_in_any_case() -> None:
    """A draft that came from a file has its words as they were typed."""
    used = in_use(DIVIDED, 1)
    assert used is not None
    assert used.startswith("Website")
    assert in_use(DIVIDED, 2) is None
    moved = renamed(DIVIDED, "New business", "Resale")["lead_types"]
    assert isinstance(moved, list)
    assert [one["stream"] for one in moved if isinstance(one, dict)] == ["Resale"]
