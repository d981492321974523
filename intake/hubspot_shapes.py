"""HubSpot's answers as typed values; whatever else is in them is not looked at."""

from datetime import UTC, datetime, timedelta

from pydantic import AliasPath, BaseModel, ConfigDict, Field, field_validator
from pydantic.alias_generators import to_camel

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", alias_generator=to_camel, populate_by_name=True)


class Record(_Shape):
    """`properties` are those that were asked for and are not empty."""

    id: int
    archived: bool = False
    archived_at: datetime | None = None
    properties: dict[str, str] = Field(default_factory=dict)

    @field_validator("properties", mode="before")
    @classmethod
    def _filled(cls, given: dict[str, object]) -> dict[str, object]:
        return {name: value for name, value in given.items() if value not in (None, "")}

    def said(self, name: str) -> str:
        """Blank where HubSpot says nothing."""
        return self.properties.get(name, "")

    def moment(self, name: str) -> datetime | None:
        """Written as a date or as milliseconds, in UTC where no offset is said; None for what is neither."""
        said = self.said(name)
        try:
            at = _EPOCH + int(said) * _MILLISECOND if said.isdecimal() else datetime.fromisoformat(said)
        except (ValueError, OverflowError):
            return None
        return at if at.tzinfo else at.replace(tzinfo=UTC)

    @property
    def key(self) -> str:
        return str(self.id)


class RecordPage(_Shape):
    """`total` is said by searches alone, `after` where there is a further page."""

    results: tuple[Record, ...]
    total: int = 0
    after: str | None = Field(default=None, validation_alias=AliasPath("paging", "next", "after"))


class Owner(_Shape):
    id: str
    email: str | None = None
    first_name: str | None = None
    last_name: str | None = None


class OwnerPage(_Shape):
    results: tuple[Owner, ...]
    after: str | None = Field(default=None, validation_alias=AliasPath("paging", "next", "after"))


class _Linked(_Shape):
    to_object_id: int


class Links(_Shape):
    """The records with which one is associated."""

    of: int = Field(validation_alias=AliasPath("from", "id"))
    to: tuple[_Linked, ...]
    after: str | None = Field(default=None, validation_alias=AliasPath("paging", "next", "after"))


class LinksPage(_Shape):
    results: tuple[Links, ...]


class Account(_Shape):
    portal_id: int
    ui_domain: str = ""
    company_currency: str = ""


class _Option(_Shape):
    label: str
    value: str


class LifecycleProperty(_Shape):
    options: tuple[_Option, ...]


class _PipelineStage(_Shape):
    id: str
    label: str
    archived: bool = False
    metadata: dict[str, str] = Field(default_factory=dict)

    @property
    def closed(self) -> bool:
        return self.metadata.get("isClosed") == "true"


class _Pipeline(_Shape):
    id: str
    label: str
    archived: bool = False
    stages: tuple[_PipelineStage, ...]


class Pipelines(_Shape):
    results: tuple[_Pipeline, ...]


class _ErrorContext(_Shape):
    required_granular_scopes: tuple[str, ...] = ()


class _ErrorDetail(_Shape):
    context: _ErrorContext = _ErrorContext()


class Refusal(_Shape):
    """The body of an answer that is none."""

    message: str = ""
    category: str = ""
    policy_name: str = ""
    errors: tuple[_ErrorDetail, ...] = ()

    @property
    def scopes(self) -> tuple[str, ...]:
        return tuple(scope for error in self.errors for scope in error.context.required_granular_scopes)
