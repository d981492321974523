"""What the app declares of itself: reads the parts of `manifest.yml` that Slack acts upon."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import yaml

from sandbox.errors import SandboxError
from sandbox.jsonvalue import Json, Object, as_flag, as_list, as_object, as_objects, as_text


class ShortcutKind(StrEnum):
    """Where a shortcut is offered: anywhere, or on a message."""

    GLOBAL = "global"
    MESSAGE = "message"


@dataclass(frozen=True, kw_only=True, slots=True)
class SlashCommand:
    """One slash command; with `should_escape`, mentions in its text arrive as ids."""

    command: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Shortcut:
    """One shortcut, as the person finds it in a menu."""

    name: str
    kind: ShortcutKind
    callback_id: str
    description: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest:
    """An app's declaration, reduced to what changes Slack's behaviour."""

    name: str
    bot_name: str
    scopes: tuple[str, ...]
    commands: tuple[SlashCommand, ...] = ()
    shortcuts: tuple[Shortcut, ...] = ()
    events: tuple[str, ...] = ()
    interactive: bool = False
    socket_mode: bool = False
    home_tab: bool = False
    messages_tab: bool = False
    messages_tab_read_only: bool = False

    def __post_init__(self) -> None:
        if (self.commands or self.shortcuts) and "commands" not in self.scopes:
            raise SandboxError(
                "The manifest declares commands or shortcuts; add `commands` to its bot scopes."
            )

    def command(self, name: str) -> SlashCommand | None:
        return next((one for one in self.commands if one.command == name), None)

    def shortcut(self, callback_id: str) -> Shortcut | None:
        return next((one for one in self.shortcuts if one.callback_id == callback_id), None)


def read_manifest(path: Path) -> Manifest:
    """Reads an app manifest in YAML (JSON is YAML too); raises SandboxError when it is none."""
    try:
        document: Json = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise SandboxError(f"The manifest {path} cannot be read: {problem.strerror}.") from problem
    except yaml.YAMLError as problem:
        raise SandboxError(f"The manifest {path} is not YAML: {problem}") from problem
    if not isinstance(document, dict):
        raise SandboxError(f"The manifest {path} is not a mapping; see Slack's app manifest reference.")
    return _manifest(document)


def _manifest(document: Object) -> Manifest:
    features, settings = as_object(document.get("features")), as_object(document.get("settings"))
    home = as_object(features.get("app_home"))
    name = as_text(as_object(document.get("display_information")).get("name")) or "App"
    scopes = as_object(as_object(document.get("oauth_config")).get("scopes"))
    return Manifest(
        name=name,
        bot_name=as_text(as_object(features.get("bot_user")).get("display_name")) or name,
        scopes=tuple(as_text(scope) for scope in as_list(scopes.get("bot"))),
        commands=tuple(_command(item) for item in as_objects(features.get("slash_commands"))),
        shortcuts=tuple(_shortcut(item) for item in as_objects(features.get("shortcuts"))),
        events=tuple(
            as_text(item)
            for item in as_list(as_object(settings.get("event_subscriptions")).get("bot_events"))
        ),
        interactive=as_flag(as_object(settings.get("interactivity")).get("is_enabled")),
        socket_mode=as_flag(settings.get("socket_mode_enabled")),
        home_tab=as_flag(home.get("home_tab_enabled")),
        messages_tab=as_flag(home.get("messages_tab_enabled")),
        messages_tab_read_only=as_flag(home.get("messages_tab_read_only_enabled")),
    )


def _command(item: Object) -> SlashCommand:
    return SlashCommand(
        command=as_text(item.get("command")),
        description=as_text(item.get("description")),
        usage_hint=as_text(item.get("usage_hint")),
        should_escape=as_flag(item.get("should_escape")),
    )


def _shortcut(item: Object) -> Shortcut:
    kind = as_text(item.get("type"))
    if kind not in set(ShortcutKind):
        raise SandboxError(
            f"A shortcut in the manifest has the type {kind!r}; it is either global or message."
        )
    return Shortcut(
        name=as_text(item.get("name")),
        kind=ShortcutKind(kind),
        callback_id=as_text(item.get("callback_id")),
        description=as_text(item.get("description")),
    )
