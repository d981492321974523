"""A team around real files: the rates are the files' own, and an agreement comes of any file with a win."""

import csv
from collections.abc import Mapping
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.demo.case import AOV, MOST_TYPES, CaseFiles, write_case
from intake.agreement_file import load_terms
from sandbox.workspace_file import read_workspace
from sla.errors import BadInput
from sla.mix import ShareOf
from sla.rates import Rate
from sla.targets import plan_of

NOW = datetime(2018, 5, 1, 1, 0, tzinfo=UTC)
"""Still April in São Paulo."""


def case_of(
    folder: Path, origins: Mapping[str, tuple[int, int]], *, judge_from: date | None = None
) -> CaseFiles:
    """`origins`: leads and wins of each."""
    leads, deals = folder / "leads.csv", folder / "deals.csv"
    with leads.open("w", encoding="utf-8", newline="") as lead_file, deals.open("w", newline="") as deal_file:
        lead_rows, deal_rows = csv.writer(lead_file), csv.writer(deal_file)
        lead_rows.writerow(("mql_id", "first_contact_date", "origin"))
        deal_rows.writerow(("mql_id", "won_date"))
        for place, (origin, (count, won)) in enumerate(origins.items()):
            for n in range(count):
                lead_rows.writerow((f"m{place}-{n}", "2018-03-01", origin))
                if n < won:
                    deal_rows.writerow((f"m{place}-{n}", "2018-04-02 10:00:00"))
        deal_rows.writerow(("of-no-lead", "2018-04-02 10:00:00"))
    return write_case(folder / "case", leads_file=leads, deals_file=deals, now=NOW, judge_from=judge_from)


def test_each_origin_has_the_rate_and_the_share_that_the_files_count(tmp_path: Path) -> None:
    terms = load_terms(case_of(tmp_path, {"paid_search": (150, 20), "social": (50, 10)}).terms_file)
    paid, social = terms.lead_types
    assert (paid.name, paid.share, terms.share_of) == ("Paid search", Fraction(3, 4), ShareOf.LEADS)
    assert paid.funnel.stages == ("lead", "won")
    assert paid.funnel.rates == (Rate(converted=20, entered=150, counted=True),)
    assert social.funnel.rates == (Rate(converted=10, entered=50, counted=True),)
    assert terms.type_of_origin("paid_search") == paid.key


def test_few_wins_take_the_whole_files_rate_and_the_agreement_says_so(tmp_path: Path) -> None:
    files = case_of(tmp_path, {"social": (200, 30), "display": (100, 9)})
    display = load_terms(files.terms_file).lead_type("display")
    assert display.funnel.rates == (Rate(converted=39, entered=300, counted=True),)
    assert "9 of 100 won is too few to go by: the whole file's rate" in files.terms_file.read_text()


def test_the_quota_needs_about_as_many_leads_as_the_file_has(tmp_path: Path) -> None:
    terms = load_terms(case_of(tmp_path, {"social": (700, 60), "email": (300, 30)}).terms_file)
    assert terms.quota.amount.major == 110_000  # 90 wins of 1,200, to two figures
    assert terms.lead_types[0].funnel.aov.major == AOV
    assert 950 <= plan_of(terms).total_leads <= 1_050


def test_it_takes_effect_on_the_first_of_the_month_there_or_as_said(tmp_path: Path) -> None:
    usual = load_terms(case_of(tmp_path, {"social": (20, 10)}).terms_file)
    assert usual.effective_on == date(2018, 4, 1)
    said = load_terms(case_of(tmp_path, {"social": (20, 10)}, judge_from=date(2018, 2, 5)).terms_file)
    assert said.effective_on == date(2018, 2, 5)


def test_leads_can_be_shared_out_among_its_reps(tmp_path: Path) -> None:
    files = case_of(tmp_path, {"social": (2000, 100)})
    terms = load_terms(files.terms_file)
    accounts = {person.email for person in read_workspace(files.workspace_file).people}
    assert files.owners == tuple(rep.email for rep in terms.reps)
    assert {person.email for person in terms.people} <= accounts
    assert terms.calendar.zone == files.zone == "America/Sao_Paulo"
    assert terms.currency == "BRL"


def test_a_bigger_file_has_more_reps(tmp_path: Path) -> None:
    (tmp_path / "small").mkdir()
    (tmp_path / "big").mkdir()
    assert len(case_of(tmp_path / "small", {"social": (100, 20)}).owners) == 3
    assert len(case_of(tmp_path / "big", {"social": (8000, 800)}).owners) == 9


def test_spellings_of_one_origin_are_one_lead_type(tmp_path: Path) -> None:
    terms = load_terms(case_of(tmp_path, {"Paid Search": (60, 6), "paid_search": (40, 5)}).terms_file)
    assert [kind.name for kind in terms.lead_types] == ["Paid search"]
    assert terms.type_of_origin("PAID SEARCH") == terms.type_of_origin("paid_search")


def test_many_origins_leave_the_small_ones_together(tmp_path: Path) -> None:
    terms = load_terms(case_of(tmp_path, {f"campaign {n}": (10 + n, 5) for n in range(40)}).terms_file)
    assert len(terms.lead_types) == MOST_TYPES
    assert "Campaign 39" in {kind.name for kind in terms.lead_types}
    assert terms.other_type == terms.type_of_origin("campaign 3") == "everything-else"


def test_no_win_is_refused_with_what_to_check(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"deals\.csv names no won deal of a lead in leads\.csv"):
        case_of(tmp_path, {"social": (20, 0)})


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    origins=st.dictionaries(
        st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=90)
        | st.sampled_from(["*", "everything else", 'a "b"', "a\\b", "ß", "SS", "a-b", "A B"]),
        st.integers(1, 4),
        min_size=1,
        max_size=20,
    )
)
def test_whatever_a_file_calls_its_origins_the_agreement_can_be_read(
    tmp_path: Path, origins: dict[str, int]
) -> None:
    counts = {origin: (count, 1) for origin, count in origins.items()}
    terms = load_terms(case_of(tmp_path, counts).terms_file)
    assert sum(kind.share for kind in terms.lead_types) == 1
