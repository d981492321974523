import pytest

from handlers.views import escape


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Harbour GmbH", "Harbour GmbH"),
        ("R&D <Lab>", "R&amp;D &lt;Lab&gt;"),
        ("<!channel>", "&lt;!channel&gt;"),
        ("*Bold* _it_ ~no~ `code`", "∗Bold∗ ˍitˍ ∼no∼ ˋcodeˋ"),
        ("acme_corp _it", "acme_corp ˍit"),
        ("two\nlines\tand\u2028more", "two lines and more"),
        ("a\x00b\x1bc\u202ed", "abcd"),
        ("in :tada: out 10:30", "in ∶tada: out 10:30"),
        ("\u200d\u200d", "(no name)"),
        ("  ", "(no name)"),
        ("\ud800", "(no name)"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_people(text: str, shown: str) -> None:
    assert escape.people(text) == shown


def test_a_long_name_is_cut_between_characters_and_entities() -> None:
    assert escape.people("x" * 100, 10) == "xxxxxxxxx…"
    assert escape.people("&" * 100, 12) == "&amp;&amp;…"


def test_plain_places_know_no_entities() -> None:
    assert escape.plain("R&D <Lab>") == "R&D ‹Lab›"


def test_our_sentences_keep_their_lines_and_code() -> None:
    assert (
        escape.sentence("Type `/sla log <lead>`.\nThen\x00 go.") == "Type `/sla log &lt;lead&gt;`.\nThen go."
    )
    assert escape.sentence("“*x” is no step; it has mql_sql.") == "“∗x” is no step; it has mql_sql."
    assert escape.sentence("") == "(no name)"
