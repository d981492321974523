"""Settings from the environment and `.env`, read once; a missing or wrong one is named, with how to put it right."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from sla.errors import BadInput

HOW_TO_GET = {
    "SLACK_BOT_TOKEN": "the Bot User OAuth Token (xoxb-…) from your app's page, OAuth & Permissions",
    "SLACK_APP_TOKEN": "an app-level token (xapp-…) with connections:write from your app's page, "
    "Basic Information, App-Level Tokens",
}


class Settings(BaseSettings):
    """Each field is the variable of the same name in capitals; `.env.example` says what each is for."""

    model_config = SettingsConfigDict(env_file=".env", extra="forbid", frozen=True)

    slack_bot_token: SecretStr
    slack_app_token: SecretStr
    slack_api_url: str = "https://slack.com/api/"
    sla_database_url: SecretStr = SecretStr("sqlite:///sla.db")
    sla_terms: Path = Path("sla.toml")
    sla_clock_file: Path | None = None
    sla_workers: Annotated[int, Field(ge=1, le=256)] = 32
    sla_tick_seconds: Annotated[float, Field(ge=0.1, le=300)] = 10
    sla_log_format: Literal["text", "json"] = "text"
    sla_log_level: Literal["debug", "info", "warning", "error"] = "info"


class StoreSettings(BaseSettings):
    """What the commands that only touch the store need: no tokens."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    sla_database_url: SecretStr = SecretStr("sqlite:///sla.db")
    sla_terms: Path = Path("sla.toml")


def read_settings() -> Settings:
    """BadInput with one sentence for the first thing that is wrong."""
    try:
        settings = Settings()
    except ValidationError as error:
        raise _explained(error) from None
    _check_token(settings.slack_bot_token, "SLACK_BOT_TOKEN", "xoxb-")
    _check_token(settings.slack_app_token, "SLACK_APP_TOKEN", "xapp-")
    return settings


def read_store_settings() -> StoreSettings:
    try:
        return StoreSettings()
    except ValidationError as error:
        raise _explained(error) from None


def _explained(error: ValidationError) -> BadInput:
    first = error.errors(include_input=False, include_url=False)[0]
    name = str(first["loc"][0]).upper() if first["loc"] else "The settings"
    if first["type"] == "missing":
        return BadInput(f"{name} is not set: it is {HOW_TO_GET[name]}. Put it into .env.", field=name)
    if first["type"] == "extra_forbidden":
        return BadInput(f"{name} in .env is no setting of this bot; see .env.example.", field=name)
    return BadInput(f"{name} cannot be taken: {first['msg']}. See .env.example.", field=name)


def _check_token(token: SecretStr, name: str, prefix: str) -> None:
    if not token.get_secret_value().startswith(prefix):
        raise BadInput(f"{name} does not begin with {prefix}: it is {HOW_TO_GET[name]}.", field=name)
