"""How the inputs of the set-up are read into the tables of an agreement's file."""

import pytest

from handlers.parsing_setup import patch_of
from sla.errors import BadFields


def test_the_time_that_history_shows_takes_the_place_of_what_was_typed() -> None:
    given = {"lead_types[1].months_to_close": "3", "lead_types[1].closes_after": "1, 2"}
    patch = patch_of(given, closing="8, 30, 0, 1200")
    assert patch == {"lead_types": {"months_to_close": None, "closes_after": [8, 30, 0, 1200]}}


class TestOneInput:
    @pytest.mark.parametrize(
        ("block_id", "text", "expected"),
        [
            ("team.zone", "Europe/Berlin", {"team": {"zone": "Europe/Berlin"}}),
            ("team.name", " Northwind \n Tools ", {"team": {"name": "Northwind Tools"}}),
            ("team.until", None, {"team": {"until": None}}),
            ("quota.amount", "500k", {"quota": {"amount": "500k"}}),
            ("sales.touches_per_rep_week", "140", {"sales": {"touches_per_rep_week": 140}}),
            ("sales.suggested_days", "5, 10,14", {"sales": {"suggested_days": [5, 10, 14]}}),
            ("team.goals", "One\n\n Two \n", {"team": {"goals": ["One", "Two"]}}),
            ("streams[2].needs_leads", "no", {"streams": {"needs_leads": False}}),
            ("streams[1].margin", None, {"streams": {"margin": None}}),
            ("lead_types[3].share", "40%", {"lead_types": {"share": "40%"}}),
            ("lead_types[1].stages", "MQL, SQL,won", {"lead_types": {"stages": ["MQL", "SQL", "won"]}}),
            ("lead_types[1].origins", "website form; ads, paid;", {"lead_types": {"origins": ["website form", "ads, paid"]}}),
            ("lead_types[1].months_to_close", "3", {"lead_types": {"months_to_close": 3}}),
            ("lead_types[1].closes_after", "5, 20, 0.5", {"lead_types": {"closes_after": [5, 20, "0.5"]}}),
            ("quota.season", None, {"quota": {"season": None}}),
            ("handoff.routing", "by hand", {"handoff": {"routing": "by hand"}}),
            ("stages.Demo no. 1", "They saw it.", {"stages": {"Demo no. 1": "They saw it."}}),
            ("use.remove", None, {}),
            ("somebody.else", "x", {}),
        ],
    )  # fmt: skip
    def test_becomes_its_key(self, block_id: str, text: str | None, expected: object) -> None:
        assert patch_of({block_id: text}) == expected

    @pytest.mark.parametrize(
        ("text", "rates"),
        [
            ("34%, 82%, 23%", ["34%", "82%", "23%"]),
            ("34%,82%,23%", ["34%", "82%", "23%"]),
            ("1,326 of 3,900, 82%", ["1,326 of 3,900", "82%"]),
            ("1326/3900,820 of 1000", ["1326/3900,820 of 1000"]),  # may be thousands: the rules refuse it
            ("0.34; 0.82", ["0.34", "0.82"]),
            ("34%\n82%", ["34%", "82%"]),
        ],
    )
    def test_rates_may_have_thousands(self, text: str, rates: list[str]) -> None:
        assert patch_of({"lead_types[1].rates": text}) == {"lead_types": {"rates": rates}}

    @pytest.mark.parametrize(
        "text",
        [
            "3 by day 14, 5 by day 28",
            "3 by 14; 5 by 28",
            "3 follow-ups by day 14\n5 follow-ups by day 28",
            "3 in 14 days, 5 within 28 days",
            "3 BY DAY 14,5 by day28,",
        ],
    )
    def test_a_cadence_as_people_write_it(self, text: str) -> None:
        assert patch_of({"sales.cadence": text}) == {
            "sales": {"cadence": [{"day": 14, "follow_ups": 3}, {"day": 28, "follow_ups": 5}]}
        }

    def test_lines_with_points(self) -> None:
        read = patch_of({"qualified_lead.fit": "Company of 50 = large = 20\nRight country=5"})
        assert read == {
            "qualified_lead": {
                "fit": [
                    {"name": "Company of 50 = large", "points": 20},
                    {"name": "Right country", "points": 5},
                ]
            }
        }

    def test_the_ladder(self) -> None:
        read = patch_of({"escalation": "0 = rep\n 5 =  Offer to reassign"})
        assert read == {
            "escalation": [{"after_days": 0, "tells": "rep"}, {"after_days": 5, "tells": "offer to reassign"}]
        }

    def test_promises_and_meetings(self) -> None:
        read = patch_of(
            {"other_promises": "Satisfaction | 4.5 of 5 | ana@example.com | Sales", "meetings": "Review | Monday 10:00"}
        )  # fmt: skip
        assert read == {
            "other_promises": [
                {"name": "Satisfaction", "target": "4.5 of 5", "owner": "ana@example.com", "side": "sales"}
            ],
            "meetings": [{"name": "Review", "when": "Monday 10:00"}],
        }


class TestSeveral:
    def test_an_emptied_definition_of_a_qualified_lead_is_none(self) -> None:
        empty = {
            "qualified_lead.fit": None,
            "qualified_lead.behaviour": None,
            "qualified_lead.threshold": None,
        }
        assert patch_of(empty) == {"qualified_lead": None}
        assert patch_of(empty | {"qualified_lead.threshold": "50"}) == {
            "qualified_lead": {"fit": None, "behaviour": None, "threshold": 50}
        }

    def test_no_promises_are_an_empty_list(self) -> None:
        assert patch_of({"other_promises": None}) == {"other_promises": []}

    def test_measured_rates_take_the_place_of_written_ones(self) -> None:
        given = {"lead_types[1].name": "Web", "lead_types[1].stages": "MQL, won", "lead_types[1].rates": None}
        assert patch_of(given, measured="158 of 1200") == {
            "lead_types": {"name": "Web", "stages": ["lead", "won"], "rates": ["158 of 1200"]}
        }


@pytest.mark.parametrize(
    ("block_id", "text", "sentence"),
    [
        ("sales.cadence", "3 by day 14, often", "“often” does not say how many by which day; write it like"),
        ("sales.cadence", "day 14", "“day 14” does not say how many"),
        ("sales.suggested_days", "5, ten", "“ten” is not a whole number"),
        ("sales.longest_gap_days", "1.5", "“1.5” is not a whole number"),
        ("qualified_lead.fit", "Company", "“Company” does not end in its points"),
        ("qualified_lead.fit", "Company = many", "does not end in its points"),
        ("qualified_lead.behaviour", "= 20", "does not end in its points"),
        ("escalation", "manager", "does not say after how many days who is told"),
        ("escalation", "three = manager", "does not say after how many days who is told"),
        ("other_promises", "Satisfaction | 4.5", "does not have 4 parts with | between"),
        ("meetings", "Review |", "does not have 2 parts with | between"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_input(block_id: str, text: str, sentence: str) -> None:
    with pytest.raises(BadFields) as error:
        patch_of({"team.zone": "UTC", block_id: text})
    assert list(error.value.fields) == [block_id]
    assert sentence in error.value.fields[block_id]


def test_every_input_that_cannot_be_read_is_named_at_once() -> None:
    with pytest.raises(BadFields) as error:
        patch_of({"sales.cadence": "often", "meetings": "Review", "escalation": "0 = rep"})
    assert list(error.value.fields) == ["sales.cadence", "meetings"]
