"""What sources brought in by themselves that changes what a rep was told before: said once, in the next message."""

from dataclasses import dataclass

from sla.recorded import TouchKind


@dataclass(frozen=True, kw_only=True, slots=True)
class GoneLead:
    """A lead that its source has no longer, so that its clock stopped."""

    name: str
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptAfterAll:
    """The day `day` of a lead had ended short, and what happened before it but came in later makes it kept."""

    name: str
    day: int
    kind: TouchKind
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class News:
    gone: tuple[GoneLead, ...] = ()
    kept: tuple[KeptAfterAll, ...] = ()

    @property
    def any(self) -> bool:
        return bool(self.gone or self.kept)
