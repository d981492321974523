"""Settings from the environment and `.env`, read once; a missing or wrong one is named, with how to put it right."""

import re
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from sla.errors import BadInput

HOW_TO_GET = {
    "SLACK_BOT_TOKEN": "the Bot User OAuth Token (xoxb-…) from your app's page, OAuth & Permissions",
    "SLACK_APP_TOKEN": "an app-level token (xapp-…) with connections:write from your app's page, "
    "Basic Information, App-Level Tokens",
    "SLACK_SIGNING_SECRET": "the Signing Secret from your app's page, Basic Information, App Credentials",
}
SLACK_API = "https://slack.com/api/"
HUBSPOT_API = "https://api.hubapi.com"
WRITTEN_LIKE = {"SLACK_BOT_TOKEN": "xoxb-", "SLACK_APP_TOKEN": "xapp-"}


class StoreSettings(BaseSettings):
    """Each field is the variable of the same name in capitals; `.env.example` says what each is for.

    Commands that only touch the store need no tokens, yet a misspelt name stops them too.
    """

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8-sig",  # with or without the mark that some editors put first
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        str_strip_whitespace=True,
    )

    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: Annotated[str, Field(pattern=r"^https?://[^/\s]+/\S*$")] = SLACK_API
    sla_database_url: SecretStr = SecretStr("sqlite:///sla.db")
    sla_heartbeat_file: Path | None = None
    sla_terms: Path = Path("sla.toml")
    sla_clock_file: Path | None = None
    sla_mode: Literal["socket", "http"] = "socket"
    sla_http_host: str = "127.0.0.1"
    sla_http_port: Annotated[int, Field(ge=0, le=65535)] = 3000
    sla_health_port: Annotated[int, Field(ge=0, le=65535)] | None = None
    sla_push_port: Annotated[int, Field(ge=0, le=65535)] | None = None
    sla_push_key: Annotated[SecretStr, Field(min_length=32)] | None = None
    sla_push_per_minute: Annotated[int, Field(ge=1, le=100_000)] = 1200
    sla_workers: Annotated[int, Field(ge=1, le=256)] = 32
    sla_drain_seconds: Annotated[float, Field(ge=0, le=300)] = 0
    sla_tick_seconds: Annotated[float, Field(ge=0.1, le=300)] = 10
    sla_hubspot_key: SecretStr | None = None
    sla_hubspot_url: Annotated[str, Field(pattern=r"^https?://[^/\s]+$")] = HUBSPOT_API
    sla_hubspot_seconds: Annotated[float, Field(ge=1, le=3600)] = 60
    sla_log_format: Literal["text", "json"] = "text"
    sla_log_level: Literal["debug", "info", "warning", "error"] = "info"


class Settings(StoreSettings):
    """What the bot itself needs: its token, and what its way of hearing Slack is proved by."""

    slack_bot_token: SecretStr

    @property
    def app_token(self) -> str:
        """Empty in HTTP mode, which has no need of it."""
        return self.slack_app_token.get_secret_value() if self.slack_app_token else ""

    @property
    def signing_secret(self) -> str | None:
        """None in Socket Mode, where the socket is proof by itself."""
        if self.sla_mode != "http" or self.slack_signing_secret is None:
            return None
        return self.slack_signing_secret.get_secret_value()


Kind = TypeVar("Kind", bound=StoreSettings)


def read_settings(*, hears: bool = True) -> Settings:
    """BadInput with one sentence for the first thing that is wrong.

    A process that only sends, and `hears` nothing, needs no proof of what Slack says.
    """
    settings = _read(Settings)
    _check_token(settings.slack_bot_token, "SLACK_BOT_TOKEN")
    if not hears:
        return settings
    if settings.sla_mode == "http":
        _needed(settings.slack_signing_secret, "SLACK_SIGNING_SECRET")
    else:
        _check_token(_needed(settings.slack_app_token, "SLACK_APP_TOKEN"), "SLACK_APP_TOKEN")
    return settings


def _needed(secret: SecretStr | None, name: str) -> SecretStr:
    if secret is None:
        raise _missing(name)
    return secret


def _missing(name: str) -> BadInput:
    return BadInput(f"{name} is not set: it is {HOW_TO_GET[name]}. Put it into .env.", field=name)


def read_store_settings() -> StoreSettings:
    """The same without asking for tokens."""
    return _read(StoreSettings)


def _read(kind: type[Kind]) -> Kind:
    try:
        return kind()
    except ValidationError as error:
        raise _explained(error) from None
    except UnicodeDecodeError:
        raise BadInput(".env is not UTF-8 text; save it as UTF-8.") from None


def _explained(error: ValidationError) -> BadInput:
    first = error.errors(include_input=False, include_url=False)[0]
    name = str(first["loc"][0]).upper() if first["loc"] else "The settings"
    if first["type"] == "missing":
        return _missing(name)
    if first["type"] == "extra_forbidden":
        return BadInput(f"{name} in .env is no setting of this bot; see .env.example.", field=name)
    if first["type"] == "string_pattern_mismatch":
        example = {"SLA_HUBSPOT_URL": HUBSPOT_API}.get(name, SLACK_API)
        return BadInput(f"{name} is no address; leave it out, or write it like {example}.", field=name)
    return BadInput(f"{name} cannot be taken: {first['msg']}. See .env.example.", field=name)


def _check_token(token: SecretStr, name: str) -> None:
    prefix, given = WRITTEN_LIKE[name], token.get_secret_value()
    if not given.startswith(prefix):
        raise BadInput(f"{name} does not begin with {prefix}: it is {HOW_TO_GET[name]}.", field=name)
    if not re.fullmatch(r"[A-Za-z0-9-]+", given.removeprefix(prefix)):
        raise BadInput(f"{name} is not a whole token: it is {HOW_TO_GET[name]}.", field=name)
