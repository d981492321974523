"""Which blocks a message takes, and which a modal or a Home tab."""

from sandbox.blockkit.grouped import GROUPED
from sandbox.blockkit.layout import EVERYWHERE, IN_MESSAGES
from sandbox.blockkit.problems import typed

IN_MESSAGE = typed({**EVERYWHERE, **IN_MESSAGES, **GROUPED})
IN_VIEW = typed(EVERYWHERE)
