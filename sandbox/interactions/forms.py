"""Submitting and closing modals, and what the app answers to a submission."""

from sandbox.changes import What
from sandbox.complaints import complaint
from sandbox.envelopes import Envelope
from sandbox.errors import Refusal, SlackError
from sandbox.inputs import fill_in, placed_in, values_of
from sandbox.interactions.actions import deliver
from sandbox.interactions.payloads import interaction, response_url
from sandbox.jsonvalue import Json, Object, as_list, as_object, as_objects, as_text
from sandbox.shapes import view_json
from sandbox.showing import read_view
from sandbox.slack import Slack
from sandbox.state.views import View
from sandbox.workspace import Person

TROUBLE = "We had some trouble connecting. Try again?"


async def submit(slack: Slack, person: Person, view: View, given: Object) -> Object:
    """Sends the form; answers {"response_action", "errors"} as far as the app said so. Raises Refusal."""
    if not isinstance(view.definition.get("submit"), dict):
        raise Refusal("no_submit", "This view has nothing to submit.")
    fill_in(view.blocks, view.chosen, given)
    errors = _complaints(view)
    if errors:
        raise Refusal("missing_input", "Some fields are not filled in as the form asks.", errors=errors)
    payload = interaction(slack, person, "view_submission", view_id=view.id)
    payload |= {
        "view": view_json(slack, view, values_of(view.blocks, view.chosen)),
        "response_urls": _reply_addresses(slack, person, view),
    }
    try:
        answer = await deliver(slack, Envelope(kind="interactive", payload=payload, accepts_response=True))
        return _carry_out(slack, view, answer)
    except SlackError as refusal:
        why = "; ".join(
            as_text(one)
            for one in as_list(as_object(refusal.fields.get("response_metadata")).get("messages"))
        )
        raise Refusal(refusal.code, f"{TROUBLE} ({refusal.code}: {why})") from None
    finally:
        slack.changes.tell(What.VIEWS, users=frozenset({person.id}))


async def close(slack: Slack, person: Person, view: View, *, everything: bool = False) -> None:
    """Closes a modal, with `everything` or `clear_on_close` all of them; tells the app where it wants to know."""
    cleared = everything or view.definition.get("clear_on_close") is True
    closing = list(reversed(slack.views.stack(person.id))) if cleared else [view]
    if cleared:
        slack.views.clear(person.id)
    else:
        slack.views.close(view)
    slack.changes.tell(What.VIEWS, users=frozenset({person.id}))
    for one in closing:
        if one.definition.get("notify_on_close") is True:
            payload = interaction(slack, person, "view_closed", view_id=one.id)
            payload.pop("trigger_id")
            payload |= {
                "view": view_json(slack, one, values_of(one.blocks, one.chosen)),
                "is_cleared": cleared,
            }
            await deliver(slack, Envelope(kind="interactive", payload=payload))


def _reply_addresses(slack: Slack, person: Person, view: View) -> list[Json]:
    """A reply address for every conversation chosen in a menu that asks for one."""
    values = values_of(view.blocks, view.chosen)
    found: list[Json] = []
    for placed in placed_in(view.blocks):
        block_id, action_id = placed.key
        state = as_object(as_object(values.get(block_id)).get(action_id))
        chosen = as_text(state.get("selected_conversation")) or as_text(state.get("selected_channel"))
        conversation = slack.conversations.get(chosen)
        if placed.element.get("response_url_enabled") is True and conversation is not None:
            found.append(
                {
                    "block_id": block_id,
                    "action_id": action_id,
                    "channel_id": conversation.id,
                    "response_url": response_url(slack, person, conversation),
                }
            )
    return found


def _complaints(view: View) -> Object:
    values = values_of(view.blocks, view.chosen)
    found: Object = {}
    for placed in placed_in(view.blocks):
        block_id, action_id = placed.key
        said = complaint(placed, as_object(as_object(values.get(block_id)).get(action_id)))
        if said is not None:
            found[block_id] = said
    return found


def _carry_out(slack: Slack, view: View, answer: Object) -> Object:
    action = answer.get("response_action")
    match action:
        case None:
            slack.views.close(view)
            return {}
        case "errors":
            return {"response_action": action, "errors": _errors(view, answer)}
        case "update":
            slack.views.update(view, read_view(slack, answer.get("view"), kind="modal", replacing=view))
        case "push":
            if slack.views.push(view.user, read_view(slack, answer.get("view"), kind="modal")) is None:
                raise SlackError("push_limit_reached")
        case "clear":
            slack.views.clear(view.user)
        case _:
            raise SlackError("invalid_response_action")
    return {"response_action": action}


def _errors(view: View, answer: Object) -> Object:
    errors = as_object(answer.get("errors"))
    inputs = {block.get("block_id") for block in as_objects(view.blocks) if block.get("type") == "input"}
    strange = [name for name in errors if name not in inputs]
    if not errors or strange:
        where = ", ".join(strange) or "none at all"
        messages: Object = {"messages": [f"errors are for input blocks of the view only, not for: {where}"]}
        raise SlackError("invalid_errors", response_metadata=messages)
    return errors
