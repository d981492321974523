"""files.*: what a file is, and the app's own uploads in three steps.

https://docs.slack.dev/messaging/working-with-files
"""

from sandbox.api.method import Call
from sandbox.errors import SlackError
from sandbox.filing import file_json, seen_by_app, share
from sandbox.jsonvalue import Object, as_objects, as_text
from sandbox.state.files import StoredFile


def info(call: Call) -> Object:
    file = seen_by_app(call.slack, call.arguments.text("file"))
    if file is None:
        raise SlackError("file_not_found")
    if file.deleted:
        raise SlackError("file_deleted")
    return {"file": file_json(call.slack, file), "comments": [], "response_metadata": {"next_cursor": ""}}


def upload_address(call: Call) -> Object:
    length = call.arguments.number("length", 0, refusal="invalid_arguments")
    if length <= 0:
        raise SlackError("invalid_arguments")
    ticket = call.slack.files.announce(call.arguments.text("filename"), length)
    upload = call.slack.files.upload(ticket)
    return {
        "upload_url": f"{call.slack.address}/upload/v1/{ticket}",
        "file_id": upload.file_id if upload else "",
    }


def complete_upload(call: Call) -> Object:
    """Files whose bytes have come are shared in the channel, or stay the app's own without one."""
    wanted = as_objects(call.arguments.json("files"))
    if not wanted:
        raise SlackError("invalid_arguments")
    conversation = call.joined("channel_id") if call.arguments.has("channel_id") else None
    files = [_kept(call, as_text(one.get("id")), as_text(one.get("title"))) for one in wanted]
    if conversation is not None:
        share(
            call.slack,
            conversation,
            files,
            author=call.slack.bot_user,
            text=call.arguments.text("initial_comment"),
            thread_ts=call.arguments.text("thread_ts") or None,
        )
    kept = [call.slack.files.get(file.id) or file for file in files]
    return {"files": [file_json(call.slack, file) for file in kept]}


def _kept(call: Call, file_id: str, title: str) -> StoredFile:
    upload = call.slack.files.complete(file_id)
    if upload is None or upload.content is None:
        raise SlackError("file_not_found")
    return call.slack.files.keep(
        StoredFile(
            id=upload.file_id,
            name=upload.name,
            title=title or upload.name,
            owner=call.slack.bot_user,
            created=int(call.slack.clock.now()),
            content=upload.content,
        )
    )
