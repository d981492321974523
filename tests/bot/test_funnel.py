"""`sla-bot funnel load|export`: one readable file for quota, streams and lead types, by the set-up's own rules."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.store import open_store
from sla.agreement import Tables, Version
from tests.bot.conftest import SlaBot
from tests.e2e.team import TERMS

FUNNEL = """
[quota]
amount = "600k"
season = [1, 1, 1, 1, 1, 1, 0.5, 0.5, 1, 1, 1, 2]

[[streams]]
name = "New business"
share = "80%"

[[streams]]
name = "Renewals"
share = "20%"
needs_leads = false

[[lead_types]]
name = "Website form"
stream = "New business"
aov = "2k"
rates = ["1326 of 3900", "82%", "23%"]
share = "75%"
months_to_close = 3

[[lead_types]]
name = "Partner"
stream = "New business"
aov = 3000
stages = ["lead", "won"]
rates = ["8%"]
share = "25%"
closes_after = [1, 3, 6]

[[improvements]]
lead_type = "Website form"
stage = "opportunity"
rate = "26%"
by = 2099-06-30

[[open_business]]
closes = 2099-01-31
stream = "New business"
value = "40k"
"""


@pytest.fixture
def agreed(nowhere: Path, sla_bot: SlaBot) -> Path:
    """With an agreement in force as version 0, and a funnel to load."""
    (nowhere / "agreement.toml").write_text(TERMS)
    assert sla_bot("agreement", "load", "agreement.toml").code == 0
    (nowhere / "funnel.toml").write_text(FUNNEL)
    return nowhere


def kept() -> tuple[Tables | None, tuple[Version, ...]]:
    """The draft, and every version."""
    store = open_store(database_url="sqlite:///sla.db", threads=1)
    try:
        with store.desk(store.tenants.sole()).look() as work:
            draft = work.agreements.draft()
            return (draft.tables if draft else None), work.agreements.all()
    finally:
        store.engine.dispose()


@pytest.mark.usefixtures("agreed")
class TestLoad:
    def test_it_is_a_draft_and_what_stands_stays(self, sla_bot: SlaBot) -> None:
        _, before = kept()
        ended = sla_bot("funnel", "load", "funnel.toml")
        assert (ended.code, ended.err) == (0, "")
        assert "Loaded as a draft" in ended.out
        draft, versions = kept()
        assert versions == before
        assert draft is not None
        assert draft["quota"] == {
            "amount": "600000", "period": "year", "share_of": "revenue", "season": [2, 2, 2, 2, 2, 2, 1, 1, 2, 2, 2, 4],
        }  # fmt: skip
        team = draft["team"]
        assert isinstance(team, Mapping)
        assert (team["name"], team["currency"]) == ("Harbour", "USD")
        assert "sales" in draft

    def test_again_it_changes_nothing(self, sla_bot: SlaBot) -> None:
        sla_bot("funnel", "load", "funnel.toml")
        once = kept()
        assert "nothing was changed" in sla_bot("funnel", "load", "funnel.toml").out
        assert kept() == once

    def test_what_is_left_out_is_gone(self, sla_bot: SlaBot, agreed: Path) -> None:
        sla_bot("funnel", "load", "funnel.toml")
        (agreed / "funnel.toml").write_text(FUNNEL.partition("[[improvements]]")[0])
        sla_bot("funnel", "load", "funnel.toml")
        draft, _ = kept()
        assert draft is not None
        assert (draft.get("open_business"), draft["improvements"]) == (None, [])

    def test_another_currency_is_taken_along(self, sla_bot: SlaBot, agreed: Path) -> None:
        (agreed / "funnel.toml").write_text('[team]\ncurrency = "EUR"\n' + FUNNEL)
        sla_bot("funnel", "load", "funnel.toml")
        draft, _ = kept()
        assert draft is not None
        team = draft["team"]
        assert isinstance(team, Mapping)
        assert (team["name"], team["currency"]) == ("Harbour", "EUR")

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            (
                'share = "25%"',
                'share = "24%"',
                "lead_types: the shares of New business add up to 99%; make them",
            ),
            (
                'share = "20%"',
                'share = "30%"',
                "streams: the shares add up to 110%; make them add up to 100%.",
            ),
            ("needs_leads = false", "", "streams[2]: no lead type is for Renewals; add one with this stream"),
            (
                'stream = "New business"',
                'stream = "East"',
                'lead_types[1].stream (Website form): "East" is not a stream; known are New business.',
            ),
            (
                'stream = "New business"',
                'stream = "Renewals"',
                "lead_types[1].stream (Website form): Renewals needs no leads; name another stream",
            ),
            (
                "closes = 2099-01-31",
                "closes = 2020-01-31",
                "open_business[1].closes: 2020-01-31 lies before the plan",
            ),
            (
                "by = 2099-06-30",
                "by = 2020-06-30",
                "improvements[1].by: 2020-06-30 is not after the first day",
            ),
            (
                'aov = "2k"',
                'aov = "2,5k"',
                'lead_types[1].aov (Website form): "2,5k" can be read in two ways',
            ),
            (
                "months_to_close = 3",
                "months_to_close = 99",
                "lead_types[1].months_to_close (Website form): write a",
            ),
            ("[quota]", "[people]\n[quota]", "people: is no part of a funnel; its file has quota, streams"),
            ("[quota]", '[team]\nname = "X"\n[quota]', "team: has currency alone in a funnel's file"),
        ],
    )
    def test_what_is_wrong_is_named_in_a_sentence_and_nothing_is_written(
        self, sla_bot: SlaBot, agreed: Path, old: str, new: str, said: str
    ) -> None:
        before = kept()
        (agreed / "funnel.toml").write_text(FUNNEL.replace(old, new, 1))
        ended = sla_bot("funnel", "load", "funnel.toml")
        assert (ended.code, ended.out) == (1, "")
        assert ended.err.startswith(said)
        assert ended.err.count("\n") == 1
        assert kept() == before


class TestExport:
    def test_what_is_exported_is_loaded_again_unchanged(self, sla_bot: SlaBot, agreed: Path) -> None:
        assert "The funnel of version 0 is in out.toml." in sla_bot("funnel", "export", "out.toml").out
        assert "nothing was changed" in sla_bot("funnel", "load", "out.toml").out
        found = tomllib.loads((agreed / "out.toml").read_text())
        assert set(found) == {"team", "quota", "streams", "lead_types", "stages"}
        assert found["team"] == {"currency": "USD"}
        assert tomllib.loads(sla_bot("funnel", "export").out) == found

    def test_a_file_that_is_there_is_kept(self, sla_bot: SlaBot, agreed: Path) -> None:
        assert sla_bot("funnel", "export", "funnel.toml").err.startswith("funnel.toml is there already")
        assert (agreed / "funnel.toml").read_text() == FUNNEL

    @pytest.mark.usefixtures("agreed")
    def test_a_version_that_is_not_there(self, sla_bot: SlaBot) -> None:
        assert sla_bot("funnel", "export", "--version", "7").err.startswith("There is no version 7")

    @pytest.mark.usefixtures("nowhere")
    def test_nothing_is_agreed_yet(self, sla_bot: SlaBot) -> None:
        assert sla_bot("funnel", "export").err.startswith("There is no agreement to export yet.")


def test_the_first_draft_may_begin_with_it(nowhere: Path, sla_bot: SlaBot) -> None:
    (nowhere / "funnel.toml").write_text(FUNNEL)
    assert sla_bot("funnel", "load", "funnel.toml").err.startswith("team.currency: is missing")
    (nowhere / "funnel.toml").write_text('[team]\ncurrency = "EUR"\n' + FUNNEL)
    assert sla_bot("funnel", "load", "funnel.toml").code == 0
    draft, versions = kept()
    assert versions == ()
    assert draft is not None
    assert draft["team"] == {"currency": "EUR"}
