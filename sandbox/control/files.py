"""What people do with files through the control API: put one into a conversation, delete it again."""

from aiohttp import web

from sandbox.changes import What
from sandbox.control.asked import Asked
from sandbox.errors import Refusal
from sandbox.filing import LARGEST_FILE, seen_by
from sandbox.interactions.speech import hand_in
from sandbox.jsonvalue import Object, as_flag
from sandbox.serving_files import body_of
from sandbox.slack import Slack
from sandbox.state.files import StoredFile, new_id

LONGEST_NAME = 255


async def do_upload(slack: Slack, request: web.Request) -> Object:
    """The body is the file as it is; who, where and under which name stand in the query.

    `elsewhere` makes it a file of another workspace.
    """
    asked = Asked(slack=slack, values={**request.query})
    person = asked.person()
    conversation = asked.conversation(person)
    name = asked.text("name").strip()
    if not name or len(name) > LONGEST_NAME:
        raise Refusal("invalid_name", "Give the file a name of 1 to 255 characters.")
    content = await body_of(request)
    if content is None:
        raise Refusal("file_too_large", f"A file may have {LARGEST_FILE:,} bytes here.")
    file = StoredFile(
        id=new_id(),
        name=name,
        title=name,
        owner=person.id,
        created=int(slack.clock.now()),
        content=content,
        elsewhere=as_flag(asked.values.get("elsewhere")),
    )
    thread = asked.text("thread_ts") or None
    message = await hand_in(slack, person, conversation, file, text=asked.text("text"), thread_ts=thread)
    return {"file": {"id": file.id}, "ts": message.ts}


async def delete_file(asked: Asked) -> Object:
    """By the person who put it there; the message stays, and says that it was deleted."""
    person = asked.person()
    file = seen_by(asked.slack, asked.text("file"), person.id)
    if file is None or file.owner != person.id:
        raise Refusal("cant_delete_file", "That file is not there, or not theirs to delete.")
    asked.slack.files.delete(file)
    asked.slack.changes.tell(What.MESSAGES)
    return {}
