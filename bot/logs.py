"""One line a happening, with fields; tokens, passwords and answer addresses never reach the log."""

import logging
import re
import sys
from collections.abc import MutableMapping

import structlog

HIDDEN = "[hidden]"
END = r"[^\s\"'<>)}\],]"
SECRET = re.compile(
    rf"""
      xox[a-z]-[\w-]+ | xapp-[\w-]+                                # tokens
    | slabot\.[\w-]+\.[\w-]+ | whsec_[\w+/=-]+                      # what other systems prove themselves with
    | (?<=hooks\.slack\.com/){END}+                                # where anybody may answer or post
    | (?<=\d/commands/){END}+ | (?<=\d/actions/){END}+             # the same of a sandbox, after its port
    | (?<=ticket=)[^\s&"']+                                        # one connection of Socket Mode
    | (?<=://)[^/\s:@]*:[^/\s@]+(?=@) | (?<=password=)[^\s&"']+    # databases
    """,
    re.VERBOSE,
)


def redact(text: str) -> str:
    """The text without anything that opens a door."""
    return SECRET.sub(HIDDEN, text)


def set_up_logs(*, level: str, as_json: bool) -> None:
    """Structlog for ours, and the libraries' own records through the same form."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _redact_event,
    ]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if as_json
        # Tracebacks are formatted and redacted before this sees them; its own form would show local variables.
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for noisy in ("slack_bolt", "slack_sdk", "alembic", "websocket"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, root.level))
    logging.getLogger("slack_bolt").addFilter(_is_news)
    # A tick that is skipped because the last one still runs is as it should be.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def _is_news(record: logging.LogRecord) -> bool:
    """Bolt finds SLACK_BOT_TOKEN in the environment by itself and warns that it leaves it unused, as it should."""
    return "`token` will be unused" not in record.getMessage()


def _redact_event(
    _logger: object, _method: str, event: MutableMapping[str, object]
) -> MutableMapping[str, object]:
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = redact(value)
        elif not isinstance(value, int | float | bool | None) and not key.startswith("_"):
            event[key] = redact(str(value))
    return event
