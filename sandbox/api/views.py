"""views.*: opening, pushing, redrawing and publishing views, and blocks.validate."""

from sandbox.api.method import Call
from sandbox.blockkit.message import check_message
from sandbox.blockkit.problems import Problem
from sandbox.blockkit.view import check_view
from sandbox.changes import What
from sandbox.errors import SlackError
from sandbox.inputs import values_of
from sandbox.jsonvalue import Json, Object
from sandbox.posting import metadata_messages
from sandbox.shapes import view_json
from sandbox.showing import looking_at, read_view
from sandbox.state.views import View


def open_view(call: Call) -> Object:
    definition = read_view(call.slack, call.arguments.json("view"), kind="modal")
    trigger = call.slack.tickets.redeem(call.arguments.text("trigger_id"))
    view = call.slack.views.open(trigger.user, looking_at(definition, trigger.channel))
    return _shown(call, view, What.VIEWS)


def push_view(call: Call) -> Object:
    definition = read_view(call.slack, call.arguments.json("view"), kind="modal")
    trigger = call.slack.tickets.redeem(call.arguments.text("trigger_id"))
    if trigger.view_id not in {view.id for view in call.slack.views.stack(trigger.user)}:
        raise SlackError("invalid_trigger_id")  # only an act inside an open modal lets the app push
    view = call.slack.views.push(trigger.user, definition)
    if view is None:
        raise SlackError("push_limit_reached")
    return _shown(call, view, What.VIEWS)


def update_view(call: Call) -> Object:
    view = _addressed(call)
    definition = read_view(
        call.slack, call.arguments.json("view"), kind="home" if view.is_home else "modal", replacing=view
    )
    _check_hash(call, view)
    return _shown(call, call.slack.views.update(view, definition), What.HOME if view.is_home else What.VIEWS)


def publish_view(call: Call) -> Object:
    user = call.arguments.text("user_id")
    if not call.slack.manifest.home_tab:
        raise SlackError("not_enabled")
    if call.slack.people.get(user) is None:
        raise SlackError("invalid_arguments", response_metadata=metadata_messages(["invalid `user_id`"]))
    known = call.slack.views.home(user)
    definition = read_view(call.slack, call.arguments.json("view"), kind="home", replacing=known)
    if known is not None:
        _check_hash(call, known)
    return _shown(call, call.slack.views.publish(user, definition), What.HOME)


def validate_blocks(call: Call) -> Object:
    """Exactly one of blocks, view or message; raises SlackError with every problem in Slack's structured form."""
    given = [name for name in ("blocks", "view", "message") if call.arguments.has(name)]
    if len(given) != 1:
        messages: list[Json] = ["must provide exactly one of `blocks`, `view`, or `message`"]
        raise SlackError("invalid_arguments", response_metadata={"messages": messages})
    name = given[0]
    value = call.arguments.json(name)
    problems = _problems(name, value)
    if problems:
        errors: list[Json] = [
            {"code": "failed_constraint", "message": one.message, "pointer": one.pointer} for one in problems
        ]
        raise SlackError(f"invalid_{name}", errors=errors)
    return {}


def _problems(name: str, value: Json) -> list[Problem]:
    if name == "view":
        return check_view(value, root="")
    if name == "message":
        blocks = value.get("blocks", []) if isinstance(value, dict) else None
        return check_message(blocks)
    return check_message(value, root="")


def _addressed(call: Call) -> View:
    by_id, external = call.arguments.text("view_id"), call.arguments.text("external_id")
    if by_id and external:
        messages: list[Json] = ["[ERROR] Cannot provide both `view_id` and `external_id`"]
        raise SlackError("invalid_arguments", response_metadata={"messages": messages})
    views = call.slack.views
    view = views.get(by_id) if by_id else views.with_external_id(external)
    if view is None:
        raise SlackError("not_found")
    return view


def _check_hash(call: Call, view: View) -> None:
    if call.arguments.has("hash") and call.arguments.text("hash") != view.hash:
        raise SlackError("hash_conflict")


def _shown(call: Call, view: View, what: What) -> Object:
    call.slack.changes.tell(what, users=frozenset({view.user}))
    return {"view": view_json(call.slack, view, values_of(view.blocks, view.chosen))}
