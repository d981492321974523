"""What a person can do through the control API; each returns what goes into the answer beside `ok`."""

from sandbox.changes import What
from sandbox.control.asked import Asked
from sandbox.control.shown import messages_json, shown_view, state_json
from sandbox.interactions.actions import act, note, suggest
from sandbox.interactions.forms import close, submit
from sandbox.interactions.home import HOME, open_tab
from sandbox.interactions.shortcuts import use_shortcut
from sandbox.interactions.speech import say
from sandbox.jsonvalue import Object, as_flag, as_object

NOT_VALUES = {"as", "channel", "ts", "view_id", "block_id", "action_id", "values"}


async def see_state(asked: Asked) -> Object:
    return state_json(asked.slack, asked.somebody())


async def see_messages(asked: Asked) -> Object:
    person = asked.person()
    conversation = asked.conversation(person)
    return {"messages": messages_json(asked.slack, conversation, person, asked.text("thread_ts") or None)}


async def see_home(asked: Asked) -> Object:
    view = asked.slack.views.home(asked.person().id)
    return {"view": None if view is None else shown_view(asked.slack, view)}


async def do_say(asked: Asked) -> Object:
    person = asked.person()
    conversation = asked.conversation(person)
    await say(
        asked.slack, person, conversation, asked.text("text"), thread_ts=asked.text("thread_ts") or None
    )
    return {}


async def do_press(asked: Asked) -> Object:
    """One press or choice; `values` is what stands in the place's other inputs, as far as the page knows better."""
    person = asked.person()
    place = asked.place(person)
    placed = place.element(asked.text("block_id"), asked.text("action_id"))
    given: Object = {name: value for name, value in asked.values.items() if name not in NOT_VALUES}
    await act(asked.slack, person, place, placed, given, beside=as_object(asked.values.get("values")))
    return {}


async def do_fill(asked: Asked) -> Object:
    """What stands in inputs, without a word to the app; it hears of it with the next press or the form."""
    person = asked.person()
    note(asked.slack, person, asked.place(person), as_object(asked.values.get("values")))
    asked.slack.changes.tell(What.VIEWS, users=frozenset({person.id}))
    return {}


async def do_options(asked: Asked) -> Object:
    person = asked.person()
    place = asked.place(person)
    placed = place.element(asked.text("block_id"), asked.text("action_id"))
    return await suggest(asked.slack, person, place, placed, asked.text("value"))


async def do_submit(asked: Asked) -> Object:
    person = asked.person()
    return await submit(asked.slack, person, asked.modal(person), as_object(asked.values.get("values")))


async def do_close(asked: Asked) -> Object:
    person = asked.person()
    await close(asked.slack, person, asked.modal(person), everything=as_flag(asked.values.get("all")))
    return {}


async def do_shortcut(asked: Asked) -> Object:
    person = asked.person()
    on = None
    if asked.text("ts"):
        conversation = asked.conversation(person)
        on = (conversation, asked.message(person, conversation))
    await use_shortcut(asked.slack, person, asked.text("callback_id"), on=on)
    return {}


async def do_home(asked: Asked) -> Object:
    open_tab(asked.slack, asked.person(), asked.text("tab") or HOME)
    return {}


async def do_read(asked: Asked) -> Object:
    person = asked.person()
    conversation = asked.conversation(person)
    conversation.read[person.id] = max(conversation.read.get(person.id, ""), asked.text("ts"))
    asked.slack.changes.tell(What.STATE, users=frozenset({person.id}))
    return {}
