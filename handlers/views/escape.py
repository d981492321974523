"""The one place where text that people or a CRM wrote is made safe to stand inside a message."""

import re
import unicodedata
from collections.abc import Iterable

NAME = 80
"""A name longer than this, as Slack counts it, is cut."""
SENTENCE = 2900

_NAMELESS = "(no name)"
_JOINERS = "\u200c\u200d"  # Persian, Indic scripts and composed emoji are wrong without them
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# Slack has no escape for its own formatting: these look the same and mean nothing to it.
_LOOKALIKES = {"*": "∗", "~": "∼", "`": "ˋ"}
_EDGE_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")  # inside a word Slack reads it as it is
_ANGLES = {"<": "‹", ">": "›"}
_EMOJI_CODE = re.compile(r":(?=[\w+'-]+:)")


def people(text: str, most: int = NAME) -> str:
    """A person's text as one line of mrkdwn: escaped, without formatting, at most `most` characters long."""
    name = _EMOJI_CODE.sub("∶", _EDGE_UNDERSCORE.sub("ˍ", _line(text)))
    return _fit((_ENTITIES.get(char) or _LOOKALIKES.get(char, char) for char in name), most) or _NAMELESS


def plain(text: str, most: int = NAME) -> str:
    """A person's text for a plain place (header, label, table cell), where Slack knows no escapes."""
    return _fit((_ANGLES.get(char, char) for char in _line(text)), most) or _NAMELESS


def sentence(text: str, most: int = SENTENCE) -> str:
    """Our own words that may quote a person: escaped, our `code` and line breaks kept."""
    whole = "\n".join(_visible(line) for line in text.splitlines()).strip()
    calm = _EDGE_UNDERSCORE.sub("ˍ", whole).replace("*", "∗").replace("~", "∼")
    return _fit((_ENTITIES.get(char, char) for char in calm), most) or _NAMELESS


def cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def entities(text: str) -> str:
    """Plain words, as they must be written in mrkdwn."""
    return "".join(_ENTITIES.get(char, char) for char in text)


def _line(text: str) -> str:
    """One line without control characters; empty where nothing would be seen."""
    line = " ".join(_visible(" ".join(text.split())).split())
    return line if any(unicodedata.category(char)[0] in "LNPS" for char in line) else ""


def _visible(text: str) -> str:
    return "".join(char for char in text if char in _JOINERS or unicodedata.category(char)[0] != "C")


def _fit(pieces: Iterable[str], most: int) -> str:
    """Joined, and cut between two pieces where it would be longer than `most`."""
    kept: list[str] = []
    length = 0
    for piece in pieces:
        length += len(piece)
        kept.append(piece)
        if length > most:
            break
    if length <= most:
        return "".join(kept)
    while kept and length > most - 1:
        length -= len(kept.pop())
    return "".join(kept).rstrip() + "…"
