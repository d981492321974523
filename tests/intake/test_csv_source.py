"""Files as they come out of CRMs and spreadsheets: encodings, delimiters, titles, and what is no CSV at all."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.csv_source import CsvSource, open_source
from sla.errors import BadInput

TEXT = "Name,Ort\nMüller,Köln\nJosé,São Paulo\n"


def opened(directory: Path, content: bytes | str) -> CsvSource:
    path = directory / "file.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return open_source(path)


def refusal(directory: Path, content: bytes | str) -> str:
    with pytest.raises(BadInput) as refused:
        list(opened(directory, content).rows())
    return refused.value.message


@pytest.mark.parametrize(
    ("encoding", "found", "guessed"),
    [
        ("utf-8", "utf-8", False),
        ("utf-8-sig", "utf-8", False),
        ("utf-16", "utf-16", False),
        ("utf-16-le", "utf-16-le", False),
        ("utf-16-be", "utf-16-be", False),
        ("cp1252", "cp1252", True),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, found: str, guessed: bool) -> None:  # noqa: FBT001 — parametrized
    source = opened(tmp_path, TEXT.encode(encoding))
    assert (source.encoding, source.guessed) == (found, guessed)
    assert source.titles == ("Name", "Ort")
    assert [row.cells for row in source.rows()] == [("Müller", "Köln"), ("José", "São Paulo")]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "имя,город\nИван,Москва\nОльга,Тверь\n"),
        ("cp932", "名前,都市\n山田太郎,東京都\n鈴木花子,大阪府\n"),
        ("cp1252", "id;name\n1;Zoë – “quoted” €100\n"),
        ("cp1252", "id;name;created\n7;Jörg;04.03.2026\n8;Zoë;05.03.2026\n"),
        ("cp1252", "id,name,city\n1,João Simões,São Paulo\n2,Iñigo Núñez,Málaga\n"),
        ("cp1250", "id,name\n" + "1,Řehoř Žižka se příští týden ozve znovu\n2,Příliš žluťoučký kůň\n" * 9),
    ],
)
def test_other_encodings_are_guessed(tmp_path: Path, encoding: str, text: str) -> None:
    source = opened(tmp_path, text.encode(encoding))
    assert source.guessed
    assert source.encoding == encoding


def test_an_accent_far_down_a_long_plain_file_is_found(tmp_path: Path) -> None:
    source = opened(tmp_path, ("id,name\n" + "1,Ana\n" * 60_000 + "2,Ren\u00f1e\n").encode("cp1252"))
    assert [row.cells[1] for row in source.rows()][-1] == "Ren\u00f1e"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    rows = [["Company", "City, region", "Value"], ["Acme", "Bonn, NRW", "1"], ["B; C", "Rome | Lazio", "2"]]
    quoted = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    source = opened(tmp_path, quoted)
    assert source.delimiter == delimiter
    assert [source.titles, *(row.cells for row in source.rows())] == [tuple(row) for row in rows]


def test_one_column_alone_is_a_file_too(tmp_path: Path) -> None:
    source = opened(tmp_path, "id\n1\n2\n")
    assert (source.titles, len(list(source.rows()))) == (("id",), 2)


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path: Path) -> None:
    source = opened(tmp_path, 'a,b\n1,"two\nlines"\n\n,\n3,4\n')
    assert [(row.number, row.cells) for row in source.rows()] == [(2, ("1", "two\nlines")), (5, ("3", "4"))]


def test_blank_cells_beyond_the_titles_are_dropped(tmp_path: Path) -> None:
    source = opened(tmp_path, "a;b\n1;2;\n3;4; \n5;6;7\n")
    assert [row.cells for row in source.rows()] == [("1", "2"), ("3", "4"), ("5", "6", "7")]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\n\n", "is empty|no column titles"),
        (b"  \r\n", "is empty"),
        ("a,b\n", "has column titles but no rows"),
        ("a,b\n,\n\n", "has column titles but no rows"),
        (",\n1,2\n", "no column titles"),
        ("Name,name\n1,2\n", 'two columns titled "name"'),
        (b"PK\x03\x04rest", "is a workbook"),
        (b"\x7fELF\x00\x00\x00\x00\x01\x02\x03\x00", "is not a text file"),
        (b"a,b\n" + b"1,2\n" * 70_000 + b"1,\x00\n", "zero bytes"),
        ('a,b\n1,"open\n2,3\n', "quotation mark"),
        ('a,b\n1,2\n3,"x"y\n', "row 3"),
    ],
)
def test_what_is_no_csv_is_refused_in_one_sentence(tmp_path: Path, content: bytes | str, says: str) -> None:
    message = refusal(tmp_path, content)
    assert any(part in message for part in says.split("|"))
    assert "\n" not in message
    assert message.endswith((".", "?"))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"There is no file .*nowhere\.csv"):
        open_source(tmp_path / "nowhere.csv")
    with pytest.raises(BadInput, match="cannot be read"):
        open_source(tmp_path)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    try:
        rows = list(open_source(path).rows())
    except BadInput:
        return
    assert rows
