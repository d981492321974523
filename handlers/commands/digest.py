"""`/sla digest [preview [weekly] | now | start]`."""

from handlers.asked import Asked
from handlers.parsing import DigestWord, parse_digest
from handlers.services import Services
from handlers.views.message import Message
from handlers.views.previewed import posted_message, preview_message, weekly_preview_message
from handlers.views.trial import started_message


def on_digest(asked: Asked, services: Services) -> Message:
    match parse_digest(asked.words):
        case DigestWord.PREVIEW:
            return preview_message(services.digests.preview(asked.actor, asked.now))
        case DigestWord.WEEKLY:
            return weekly_preview_message(services.digests.weekly_preview(asked.actor, asked.now))
        case DigestWord.NOW:
            return posted_message(services.digests.post(asked.actor, asked.now))
        case DigestWord.START:
            return started_message(services.trial_run.start(asked.actor, asked.now))
