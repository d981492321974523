"""users.*, dnd.info, bots.info, team.info and auth.test: who is who."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sandbox.api.method import Call, TokenKind, page
from sandbox.errors import SlackError
from sandbox.jsonvalue import Object
from sandbox.shapes import bot_profile, person_json
from sandbox.workspace import Person


def auth_test(call: Call) -> Object:
    workspace = call.slack.workspace
    if call.token is TokenKind.APP:
        return {"app_name": call.slack.manifest.name, "app_id": workspace.app.app_id}
    return {
        "url": f"{call.slack.address}/",
        "team": workspace.team.name,
        "user": call.slack.people.bot.name,
        "team_id": workspace.team.id,
        "user_id": workspace.app.bot_user_id,
        "bot_id": workspace.app.bot_id,
        "is_enterprise_install": False,
    }


def connections_open(call: Call) -> Object:
    if not call.slack.manifest.socket_mode:
        raise SlackError("socket_mode_not_enabled")
    return {"url": call.slack.sockets.new_address()}


def info(call: Call) -> Object:
    body = person_json(call.slack, _person(call, "user"))
    if call.arguments.flag("include_locale"):
        body["locale"] = "en-US"
    return {"user": body}


def list_all(call: Call) -> Object:
    items = [person_json(call.slack, person) for person in call.slack.people if not person.is_stranger]
    body = page(items, call.arguments, name="members", default=len(items))
    return body | {"cache_ts": int(call.slack.clock.now())}


def lookup_by_email(call: Call) -> Object:
    person = call.slack.people.with_email(call.arguments.text("email"))
    if person is None or person.deleted:
        raise SlackError("users_not_found")
    return {"user": person_json(call.slack, person)}


def dnd_info(call: Call) -> Object:
    """The daily window now running or next to come, by the moved clock."""
    person = _person(call, "user") if call.arguments.has("user") else call.slack.people.bot
    if person.quiet_from is None or person.quiet_to is None:
        return {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}
    start, end = _next_window(person, datetime.fromtimestamp(call.slack.clock.now(), ZoneInfo(person.tz)))
    return {
        "dnd_enabled": True,
        "next_dnd_start_ts": int(start.timestamp()),
        "next_dnd_end_ts": int(end.timestamp()),
    }


def team_info(call: Call) -> Object:
    team = call.slack.workspace.team
    return {
        "team": {
            "id": team.id,
            "name": team.name,
            "domain": team.domain,
            "email_domain": "",
            "url": f"{call.slack.address}/",
            "icon": {"image_default": True},
        }
    }


def bot_info(call: Call) -> Object:
    bot = call.arguments.text("bot", call.slack.workspace.app.bot_id)
    if bot != call.slack.workspace.app.bot_id:
        raise SlackError("bot_not_found")
    return {"bot": bot_profile(call.slack)}


def _person(call: Call, argument: str) -> Person:
    person = call.slack.people.get(call.arguments.text(argument))
    if person is None:
        raise SlackError("user_not_found")
    return person


def _next_window(person: Person, now: datetime) -> tuple[datetime, datetime]:
    opens, closes = person.quiet_from, person.quiet_to
    for shift in (-1, 0, 1):
        day = now.date() + timedelta(days=shift)
        start = datetime.combine(day, opens or now.time(), now.tzinfo)
        last = day if opens and closes and closes > opens else day + timedelta(days=1)
        end = datetime.combine(last, closes or now.time(), now.tzinfo)
        if end > now:
            return start, end
    raise AssertionError("a daily window ends within two days")
