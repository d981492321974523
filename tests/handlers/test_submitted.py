"""What Slack sends for a submitted modal, read into values."""

import json

import pytest

from handlers.services import Services
from handlers.submissions.submitted import submitted
from tests.handlers.setup.office import KIM, Office


@pytest.fixture
def services() -> Services:
    return Office().services


def body(values: dict[str, dict[str, object]], **view: object) -> dict[str, object]:
    return {
        "type": "view_submission",
        "user": {"id": KIM},
        "view": {
            "id": "V2",
            "root_view_id": "V1",
            "previous_view_id": "V1",
            "callback_id": "setup.part",
            "private_metadata": json.dumps({"part": "quota", "seen": "5ee"}),
            "state": {"values": values},
        }
        | view,
    }


def text(value: str | None) -> dict[str, object]:
    return {"value": {"type": "plain_text_input", "value": value}}


def test_texts_times_days_and_choices(services: Services) -> None:
    found = submitted(
        body(
            {
                "team.name": text("  Northwind "),
                "team.digest_at": {"value": {"type": "timepicker", "selected_time": "09:00"}},
                "team.until": {"value": {"type": "datepicker", "selected_date": "2027-01-31"}},
                "quota.period": {"value": {"type": "static_select", "selected_option": {"value": "year"}}},
                "sales.longest_gap_days": {"value": {"type": "number_input", "value": "14"}},
            }
        ),
        services,
    )
    assert found.texts == {
        "team.name": "Northwind",
        "team.digest_at": "09:00",
        "team.until": "2027-01-31",
        "quota.period": "year",
        "sales.longest_gap_days": "14",
    }
    assert (found.form, found.carries["part"]) == ("setup.part", "quota")


def test_what_was_emptied_is_told_from_what_was_not_asked_for(services: Services) -> None:
    empty = {"value": {"type": "static_select", "selected_option": None}}
    found = submitted(body({"team.goals": text(None), "a": text("  "), "b": empty}), services)
    assert found.given == {"team.goals": None, "a": None, "b": None}
    assert found.texts == {}


def test_lists_and_ticks(services: Services) -> None:
    found = submitted(
        body(
            {
                "people.rep": {"value": {"type": "multi_users_select", "selected_users": ["U1", "U2"]}},
                "people.marketer": {"value": {"type": "multi_users_select", "selected_users": []}},
                "use.remove": {"value": {"type": "checkboxes", "selected_options": [{"value": "yes"}]}},
                "use.measured": {"value": {"type": "checkboxes", "selected_options": []}},
            }
        ),
        services,
    )
    assert found.chosen["people.rep"] == ("U1", "U2")
    assert found.chosen["people.marketer"] == ()
    assert (found.ticked("use.remove"), found.ticked("use.measured"), found.ticked("else")) == (
        True,
        False,
        False,
    )


def test_the_modal_below_is_known_where_there_is_one(services: Services) -> None:
    assert submitted(body({}), services).below_view_id == "V1"
    assert submitted(body({}, previous_view_id=None), services).below_view_id is None


def test_a_form_that_carries_nothing(services: Services) -> None:
    assert submitted(body({}, private_metadata=""), services).carries == {}
