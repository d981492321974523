"""What the plan goes by in an agreement: season, time to close, open business; read, refused, and hashed as one."""

from pathlib import Path as File

import pytest

from intake.agreement_documents import AgreementDocuments
from intake.agreement_file import read_file
from sla.agreement import Json
from sla.errors import BadInput
from sla.lag import Lag
from sla.terms import EVEN
from tests.intake.agreements import SMALLEST, Path, changed

DOCUMENTS = AgreementDocuments()
EXAMPLE = File(__file__).parents[2] / "sla.example.toml"

FORM: Path = ("lead_types", 0)
YEAR: list[Json] = [1, 1, 1, 1, 1, 1, "0.5", "0.5", 1, 1, 1, 3]


def with_(*places: tuple[Path, Json]) -> dict[str, Json]:
    tables = dict(SMALLEST)
    for path, value in places:
        tables = changed(tables, path, value)
    return tables


def hashed(*places: tuple[Path, Json]) -> str:
    return DOCUMENTS.read(with_(*places)).sha256


def refusal(*places: tuple[Path, Json]) -> str:
    with pytest.raises(BadInput) as refused:
        DOCUMENTS.read(with_(*places))
    return refused.value.message


def test_what_was_signed_before_these_keys_were_known_keeps_its_hash() -> None:
    """Taken before there was a season, a time to close or open business."""
    assert (
        read_file(EXAMPLE).written.sha256
        == "5803739550802d94ab62af2ec2f51729bf7fb0c24e2b1d5225b16d72f2e27604"
    )


def test_they_may_all_be_left_out() -> None:
    terms = DOCUMENTS.read(with_()).terms
    assert (terms.quota.season, terms.lead_types[0].lag, terms.open_business) == (EVEN, None, ())


class TestSeason:
    def test_weights_are_kept_in_the_smallest_whole_numbers(self) -> None:
        terms = DOCUMENTS.read(with_((("quota", "season"), YEAR))).terms
        assert terms.quota.season == (2, 2, 2, 2, 2, 2, 1, 1, 2, 2, 2, 6)

    def test_the_same_proportions_are_the_same_agreement(self) -> None:
        doubled: list[Json] = [2, 2, 2, 2, 2, 2, 1, 1, 2, 2, 2, 6]
        assert hashed((("quota", "season"), YEAR)) == hashed((("quota", "season"), doubled)) != hashed()

    def test_months_that_are_all_alike_say_nothing(self) -> None:
        assert hashed((("quota", "season"), [4] * 12)) == hashed()

    def test_eleven_months_are_refused(self) -> None:
        assert refusal((("quota", "season"), [1] * 11)).startswith(
            "quota.season: The season needs twelve weights"
        )

    def test_a_quarter_without_weight_is_refused(self) -> None:
        season: list[Json] = [0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1]
        said = refusal((("quota", "season"), season), (("quota", "period"), "quarter"))
        assert said == "quota.season: Every quarter needs a month with a weight above 0 to have its quota in."

    def test_with_a_quota_for_each_month_it_has_no_meaning(self) -> None:
        said = refusal((("quota", "season"), YEAR), (("quota", "period"), "month"))
        assert said.startswith("quota.season: has no meaning where every month has its own quota")

    @pytest.mark.parametrize("wrong", ["-1", "much", "1e3", True])
    def test_what_is_no_weight_is_refused(self, wrong: Json) -> None:
        assert "quota.season[1]: " in refusal((("quota", "season"), [wrong, *[1] * 11]))


class TestTimeToClose:
    def test_months(self) -> None:
        terms = DOCUMENTS.read(with_(((*FORM, "months_to_close"), 3))).terms
        assert terms.lead_types[0].lag == Lag.of_months(3)

    def test_how_many_close_after_how_long(self) -> None:
        terms = DOCUMENTS.read(with_(((*FORM, "closes_after"), [10, 30, 60]))).terms
        assert terms.lead_types[0].lag == Lag.of_counts([1, 3, 6])

    def test_all_after_the_same_time_is_that_time(self) -> None:
        assert hashed(((*FORM, "closes_after"), [0, 0, 0, 7, 0])) == hashed(((*FORM, "months_to_close"), 3))

    def test_the_same_shares_are_the_same_agreement(self) -> None:
        other = hashed(((*FORM, "closes_after"), ["0.1", "0.3", "0.6", 0]))
        assert hashed(((*FORM, "closes_after"), [10, 30, 60])) == other

    def test_both_at_once_are_refused(self) -> None:
        said = refusal(((*FORM, "closes_after"), [1, 2]), ((*FORM, "months_to_close"), 1))
        assert said.startswith("lead_types[1].closes_after (Website form): says the same as months_to_close")

    def test_none_that_closes_is_refused(self) -> None:
        assert "says that none closes" in refusal(((*FORM, "closes_after"), [0, 0]))

    @pytest.mark.parametrize("wrong", [-1, 37, "3"])
    def test_other_months_are_refused(self, wrong: Json) -> None:
        assert "lead_types[1].months_to_close (Website form): write a" in refusal(
            ((*FORM, "months_to_close"), wrong)
        )


class TestOpenBusiness:
    def test_its_stream_is_the_only_one(self) -> None:
        terms = DOCUMENTS.read(with_((("open_business",), [{"closes": "2026-03-31", "value": "40k"}]))).terms
        (found,) = terms.open_business
        assert (found.stream, found.value.major, found.closes_on.isoformat()) == (
            "all-business",
            40_000,
            "2026-03-31",
        )

    def test_a_close_date_before_the_plan_is_refused(self) -> None:
        said = refusal((("open_business",), [{"closes": "2026-01-31", "value": "40k"}]))
        assert said == (
            "open_business[1].closes: 2026-01-31 lies before the plan, which begins on 2026-02-01; write the day on "
            "which it is expected to be won, or leave it out."
        )

    def test_a_stream_that_is_none_is_refused(self) -> None:
        said = refusal((("open_business",), [{"closes": "2026-03-31", "value": "40k", "stream": "East"}]))
        assert said == 'open_business[1].stream: "East" is not a stream; known are All business.'

    def test_an_amount_that_is_none_is_refused(self) -> None:
        assert "open_business[1].value: " in refusal(
            (("open_business",), [{"closes": "2026-03-31", "value": "lots"}])
        )

    def test_an_empty_list_says_nothing(self) -> None:
        assert hashed((("open_business",), [])) == hashed()
