"""HubSpot's answers are read as they come: nulls, numbers as texts, moments in several spellings."""

from datetime import UTC, datetime

import pytest

from intake.hubspot_shapes import Record, RecordPage, Refusal

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("2026-06-01T12:00:00.000Z", NOON),
        ("2026-06-01T14:00:00+02:00", NOON),
        ("1780315200000", NOON),
        ("2026-06-01", datetime(2026, 6, 1, tzinfo=UTC)),
        ("soon", None),
        ("9" * 40, None),
        ("", None),
        (None, None),
    ],
)
def test_a_moment_is_read_in_each_spelling_and_nonsense_is_none(
    said: str | None, moment: datetime | None
) -> None:
    record = Record.model_validate({"id": "7", "properties": {"closedate": said}})
    assert record.moment("closedate") == moment


def test_pages_and_refusals_are_read_whatever_else_is_in_them() -> None:
    page = RecordPage.model_validate(
        {
            "total": 3,
            "results": [{"id": "7", "properties": {"a": None, "b": "x"}, "url": "u"}],
            "paging": {"next": {"after": "7", "link": "l"}},
        }
    )
    assert (page.total, page.after, page.results[0].properties) == (3, "7", {"b": "x"})
    assert RecordPage.model_validate({"results": []}).after is None
    scopes = {"errors": [{"message": "m", "context": {"requiredGranularScopes": ["a.read", "b.read"]}}]}
    assert Refusal.model_validate(scopes).scopes == ("a.read", "b.read")
    assert Refusal.model_validate({"message": "only that"}).scopes == ()
