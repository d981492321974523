"""Text from elsewhere without what does not show, or would turn the text around it."""

import unicodedata

_TURNS_TEXT_AROUND = frozenset(
    "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)


def clean(text: str) -> str:
    """Without control characters and invisible marks, white space folded."""
    if not text.isprintable():
        text = "".join(" " if mark.isspace() else mark for mark in text if mark.isspace() or _shows(mark))
    return " ".join(text.split())


def _shows(mark: str) -> bool:
    return unicodedata.category(mark) != "Cc" and mark not in _TURNS_TEXT_AROUND
