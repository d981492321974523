"""Settings stop the start with one sentence that names the variable and how to put it right."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.settings import Settings, StoreSettings, read_settings, read_store_settings
from sla.errors import BadInput

BOT, APP = "xoxb-10-20-abc", "xapp-1-A0-10-def"

pytestmark = pytest.mark.usefixtures("nowhere")


def env_file(*lines: str) -> None:
    Path(".env").write_text("\n".join(lines) + "\n", encoding="utf-8")


def refusal() -> BadInput:
    with pytest.raises(BadInput) as caught:
        read_settings()
    assert "\n" not in caught.value.message
    return caught.value


def test_two_tokens_are_enough_and_the_rest_has_values() -> None:
    env_file(f"SLACK_BOT_TOKEN={BOT}", f"SLACK_APP_TOKEN=' {APP} '")
    settings = read_settings()
    assert settings.slack_bot_token.get_secret_value() == BOT
    assert settings.slack_app_token.get_secret_value() == APP
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.sla_terms == Path("sla.toml")
    assert settings.sla_clock_file is None


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    env_file(f"SLACK_BOT_TOKEN={BOT}", f"SLACK_APP_TOKEN={APP}", "SLA_WORKERS=3")
    monkeypatch.setenv("SLA_WORKERS", "5")
    assert read_settings().sla_workers == 5


def test_the_example_file_needs_only_the_tokens() -> None:
    example = (Path(__file__).parents[2] / ".env.example").read_text(encoding="utf-8")
    env_file(example.replace("#S", "S"))
    assert refusal().field == "SLACK_BOT_TOKEN", "the example's own token is only a beginning of one"
    env_file(example.replace("#S", "S").replace("=xoxb-", f"={BOT}").replace("=xapp-", f"={APP}"))
    plain = Settings(_env_file=None, slack_bot_token=SecretStr(BOT), slack_app_token=SecretStr(APP))
    assert read_settings() == plain, "what the example shows commented out holds anyway"


@pytest.mark.parametrize(
    ("lines", "field", "says"),
    [
        ([f"SLACK_APP_TOKEN={APP}"], "SLACK_BOT_TOKEN", "Bot User OAuth Token (xoxb-…)"),
        ([f"SLACK_BOT_TOKEN={BOT}"], "SLACK_APP_TOKEN", "app-level token (xapp-…) with connections:write"),
        (["SLACK_BOT_TOKEN=", f"SLACK_APP_TOKEN={APP}"], "SLACK_BOT_TOKEN", "is not set"),
        ([f"SLACK_BOT_TOKEN={APP}", f"SLACK_APP_TOKEN={APP}"], "SLACK_BOT_TOKEN", "begin with xoxb-"),
        ([f"SLACK_BOT_TOKEN={BOT}", f"SLACK_APP_TOKEN={BOT}"], "SLACK_APP_TOKEN", "begin with xapp-"),
        (["SLACK_BOT_TOKEN=xoxb-…", f"SLACK_APP_TOKEN={APP}"], "SLACK_BOT_TOKEN", "not a whole token"),
    ],
)
def test_a_missing_or_wrong_token_is_named_with_where_to_get_it(
    lines: list[str], field: str, says: str
) -> None:
    env_file(*lines)
    refused = refusal()
    assert refused.field == field
    assert refused.message.startswith(field)
    assert says in refused.message
    assert "your app's page" in refused.message


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("SLA_DATABSE_URL=sqlite:///x.db", "SLA_DATABSE_URL in .env is no setting"),
        ("SLACK_TOKEN=xoxb-1", "SLACK_TOKEN in .env is no setting"),
        ("SLA_WORKERS=many", "SLA_WORKERS cannot be taken"),
        ("SLA_WORKERS=0", "SLA_WORKERS cannot be taken"),
        ("SLA_TICK_SECONDS=-1", "SLA_TICK_SECONDS cannot be taken"),
        ("SLA_LOG_LEVEL=loud", "SLA_LOG_LEVEL cannot be taken"),
        ("SLACK_API_URL=slack.com", "SLACK_API_URL is no address"),
    ],
)
def test_a_misspelt_name_or_a_bad_value_is_named(line: str, says: str) -> None:
    env_file(f"SLACK_BOT_TOKEN={BOT}", f"SLACK_APP_TOKEN={APP}", line)
    assert refusal().message.startswith(says)
    with pytest.raises(BadInput, match=says):
        read_store_settings()


def test_what_only_touches_the_store_needs_no_token() -> None:
    env_file("SLA_DATABASE_URL=sqlite:///there.db")
    assert read_store_settings().sla_database_url.get_secret_value() == "sqlite:///there.db"


@pytest.mark.parametrize("kind", [Settings, StoreSettings])
def test_secrets_show_in_no_representation(kind: type[StoreSettings]) -> None:
    env_file(
        f"SLACK_BOT_TOKEN={BOT}", f"SLACK_APP_TOKEN={APP}", "SLA_DATABASE_URL=postgresql://u:hunter2@h/n"
    )
    shown = f"{kind()!r} {kind()} {kind().model_dump_json()}"
    assert "sla_workers" in shown
    for secret in (BOT, APP, "hunter2"):
        assert secret not in shown


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_saved_by_another_editor_is_read_or_refused_in_words(encoding: str) -> None:
    text = f"# first\nSLACK_BOT_TOKEN={BOT}\nSLACK_APP_TOKEN={APP}\n"
    Path(".env").write_text(text, encoding=encoding)
    if encoding == "utf-8-sig":
        assert read_settings().slack_bot_token.get_secret_value() == BOT
    else:
        assert "not UTF-8" in refusal().message


def test_a_refusal_never_repeats_a_secret() -> None:
    env_file("SLACK_BOT_TOKEN=xoxp-hidden", f"SLACK_APP_TOKEN={APP}")
    assert "hidden" not in refusal().message
