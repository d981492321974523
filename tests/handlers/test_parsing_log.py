"""How `/sla log …` is read: the lead, what was done, what came of it, and the note."""

import pytest

from handlers.parsing import USAGE, UsageError, Verb
from handlers.parsing_log import LogWords, parse_log
from sla.activity import Outcome
from sla.touches import TouchKind


def refusal(error: pytest.ExceptionInfo[UsageError]) -> tuple[str, str, str | None]:
    return error.value.message, error.value.usage, error.value.nearest


def logged(
    lead: str, kind: TouchKind = TouchKind.CALL, outcome: Outcome | None = None, note: str = ""
) -> LogWords:
    return LogWords(lead=lead, kind=kind, outcome=outcome, note=note)


class TestLog:
    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("L64 call", logged("L64")),
            ("64 EMAIL", logged("64", TouchKind.EMAIL)),
            ("Blue Fjord meeting", logged("Blue Fjord", TouchKind.MEETING)),
            ('"Blue Fjord" message', logged("Blue Fjord", TouchKind.MESSAGE)),
            ("“Blue Fjord” call", logged("Blue Fjord")),
            ('" Blue Fjord "call', logged("Blue Fjord")),
            ("Lee's own lead call", logged("Lee's own lead")),
            ("O’Hara & Sons call", logged("O’Hara & Sons")),
            ("Call Centre Inc call", logged("Call Centre Inc")),
            ('"The Message Company" call', logged("The Message Company")),
            ("C:\\temp call", logged("C:\\temp")),
        ],
    )
    def test_the_kind_divides_the_lead_from_the_rest(self, words: str, expected: LogWords) -> None:
        assert parse_log(words) == expected

    @pytest.mark.parametrize(
        ("rest", "outcome", "note"),
        [
            ("call reached", Outcome.REACHED, ""),
            ("call no answer rang twice", Outcome.NO_ANSWER, "rang twice"),
            ("call No  Answer, rang twice", Outcome.NO_ANSWER, "rang twice"),
            ("call left a message: call back", Outcome.LEFT_MESSAGE, "call back"),
            ("call reached - wants a price", Outcome.REACHED, "wants a price"),
            ("call reachedout", None, "reachedout"),
            ("call no idea", None, "no idea"),
            ("email bounced", Outcome.BOUNCED, ""),
            ("email reached", None, "reached"),
            ("meeting held", Outcome.HELD, ""),
            ("meeting scheduled for Friday", Outcome.SCHEDULED, "for Friday"),
            ("message sent the price list", None, "sent the price list"),
        ],
    )
    def test_an_outcome_of_its_kind_and_then_the_note(
        self, rest: str, outcome: Outcome | None, note: str
    ) -> None:
        found = parse_log(f"L64 {rest}")
        assert (found.lead, found.outcome, found.note) == ("L64", outcome, note)

    @pytest.mark.parametrize(
        "note", ['it is 5" wide', "said “maybe”, don't push", "cc call and email", "two  spaces", "a\\b"]
    )
    def test_a_note_is_kept_as_it_was_typed(self, note: str) -> None:
        assert parse_log(f"L64 call {note}").note == note

    @pytest.mark.parametrize(
        ("words", "nearest"),
        [
            ("", None),
            ("call", None),
            ("L64", None),
            ("harbour cal", "log harbour call"),
            ("Blue Fjord emial price list", "log Blue Fjord email"),
            ("Blue Mall cal", "log Blue Mall call"),
            ('"Blue Fjord" meting', 'log "Blue Fjord" meeting'),
            ('"Blue Fjord" then call', 'log "Blue Fjord" call'),
            ('"" call', None),
            ('"Blue Fjord"', None),
        ],
    )
    def test_without_a_lead_or_a_kind_it_is_refused(self, words: str, nearest: str | None) -> None:
        with pytest.raises(UsageError) as error:
            parse_log(words)
        assert refusal(error) == (
            "I need a lead and what you did: call, email, meeting or message.",
            USAGE[Verb.LOG],
            nearest,
        )

    @pytest.mark.parametrize("words", ['"Blue Fjord call', "“Blue Fjord call", '"'])
    def test_an_open_quotation_mark_is_named(self, words: str) -> None:
        with pytest.raises(UsageError, match="quotation mark is missing its partner"):
            parse_log(words)
