"""The sentences of the faults of an agreement, as people read them: which input it is, and what to write."""

import re
from collections.abc import Iterable, Sequence

from handlers.views.escape import people
from handlers.views.setup.fields import label_of
from handlers.views.words import capital
from sla.documents import Fault

_MISSING = ("is missing", "is empty")
_SPOKEN_OF = ("is ", "has ", "lists ", "lies ", "does ")
_KEYS_SPOKEN = {
    "set needs_leads = false": "say there that it needs none",
    "set needs_leads = true for one": "say of one that it does",
    "set its needs_leads = true": "say of that one that it does",
}
_LINE = re.compile(r"\[(\d+)\]")
_SENTENCE = 300


def at_input(field: str, block_id: str, sentence: str) -> str:
    """Below the input that it is about, with which one of several it is about."""
    line = _LINE.match(field.removeprefix(block_id))
    return f"No. {line[1]}: {_whole(sentence)}" if line else _whole(sentence)


def named(field: str, sentence: str) -> str:
    """Where its input is not in sight: its name goes before it, unless it belongs to none."""
    label = label_of(field) if field else ""
    return f"{label}: {_whole(sentence)}" if label and label != field else _whole(sentence)


def _whole(sentence: str) -> str:
    """A sentence that goes on from its key, by itself, and in the words of the forms."""
    for key, words in _KEYS_SPOKEN.items():
        sentence = sentence.replace(key, words)
    return f"This {sentence}" if sentence.startswith(_SPOKEN_OF) else capital(sentence)


def missing(faults: Iterable[Fault]) -> tuple[str, ...]:
    """The names of what nobody has filled in yet, each once."""
    return tuple(dict.fromkeys(_what(fault) for fault in faults if _is_missing(fault)))


def only_missing(faults: Iterable[Fault]) -> bool:
    return all(_is_missing(fault) for fault in faults)


def lines(faults: Sequence[Fault]) -> tuple[str, ...]:
    """Mrkdwn: what is missing in one line, and what is wrong in a line each."""
    names = missing(faults)
    wrong = [_wrong(fault) for fault in faults if not _is_missing(fault)]
    return (*([f"Missing: {people(', '.join(names), _SENTENCE)}"] if names else []), *wrong)


def _wrong(fault: Fault) -> str:
    if fault.field.startswith("people"):
        return people(fault.sentence, _SENTENCE)
    return f"{people(label_of(fault.field))}: {people(_whole(fault.sentence), _SENTENCE)}"


def _is_missing(fault: Fault) -> bool:
    return fault.sentence.startswith(_MISSING)


def _what(fault: Fault) -> str:
    """The input's own name; where a whole table is missing, what the sentence asks for."""
    label = label_of(fault.field)
    asked = fault.sentence.partition("; write ")[2].rstrip(".") if fault.field == "lead_types" else ""
    return asked or label[:1].lower() + label[1:]
