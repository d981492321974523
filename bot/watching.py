"""Everything that a running bot tells whoever watches it, put together once."""

from dataclasses import dataclass, field
from threading import Event

from bot.beats import Beats
from bot.metrics import Metrics


@dataclass(frozen=True, kw_only=True, slots=True)
class Watching:
    """`stopping` is set once, when the process is told to end."""

    beats: Beats = field(default_factory=Beats)
    metrics: Metrics = field(default_factory=Metrics)
    stopping: Event = field(default_factory=Event)
