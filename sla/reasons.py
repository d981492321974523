"""Why a message was not sent, in the ledger's own words; what people read of it is the views' business."""

NOT_WRITTEN = "not written"
"""How the reason begins where a message could not be put together, so that Slack was never asked."""

NOTHING_TO_SAY = "nothing to say"
AWAY = "away"
DO_NOT_DISTURB = "do not disturb"
SWITCHED_OFF = "switched off"
