"""What a source may be called; its name is part of the key of every fact it brings."""

import re

from sla.activity import BY_HAND
from sla.errors import BadInput

_SOURCE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


def check_source(name: str, *, field: str) -> None:
    """BadInput for what is no short word, and for the one that stands for what people log themselves."""
    if not _SOURCE.fullmatch(name) or name == BY_HAND:
        raise BadInput(
            f'"{name}" cannot name a source; write a short word in lower case, like hubspot.', field=field
        )
