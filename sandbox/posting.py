"""Puts messages into conversations: what an author sends is read, checked as Slack checks it, and kept."""

from dataclasses import replace

from sandbox.arguments import Arguments
from sandbox.blockkit.ids import with_ids
from sandbox.blockkit.message import check_message, text_length
from sandbox.blockkit.problems import in_words
from sandbox.errors import SlackError
from sandbox.jsonvalue import Json, Object, as_object
from sandbox.slack import Slack
from sandbox.state.conversations import Conversation
from sandbox.state.messages import Content, Message

LONGEST_TEXT = 40_000
LONGEST_BLOCKS = 13_200
MOST_ATTACHMENTS = 100
LONGEST_MARKDOWN = 12_000
LARGEST_METADATA = 16_000


def read_content(arguments: Arguments, *, before: Content | None = None, limited: bool = True) -> Content:
    """The content an app sends; what it leaves out stays as it was `before`. Raises SlackError.

    `limited` is False for reply addresses, where Slack does not sum up the texts of blocks.
    """
    blocks = _blocks(arguments, limited=limited)
    attachments = _attachments(arguments)
    text = _text(arguments, blocks)
    content = Content(
        text=text[:LONGEST_TEXT],
        blocks=blocks if blocks is not None or before is None else before.blocks,
        attachments=attachments if attachments is not None or before is None else before.attachments,
        metadata=_metadata(arguments) if arguments.has("metadata") or before is None else before.metadata,
    )
    if not (content.text or content.blocks or content.attachments):
        raise SlackError("no_text")
    return content


def post(
    slack: Slack,
    conversation: Conversation,
    content: Content,
    *,
    author: str,
    thread_ts: str | None = None,
    only_for: str | None = None,
    system_error: bool = False,
    files: tuple[str, ...] = (),
) -> Message:
    message = Message(
        ts=slack.next_ts(),
        channel=conversation.id,
        author=author,
        content=content,
        thread_ts=thread_ts,
        only_for=only_for,
        system_error=system_error,
        files=files,
    )
    slack.conversations.add(message)
    slack.changed_in(conversation, message)
    return message


def rewrite(slack: Slack, conversation: Conversation, message: Message, content: Content) -> Message:
    """Changes a message in place; "(edited)" shows only where plain text changed."""
    plain = not content.blocks and content.text != message.content.text
    changed = slack.conversations.rewrite(message, content, edited_ts=slack.next_ts() if plain else None)
    slack.changed_in(conversation, changed)
    return changed


def remove(slack: Slack, conversation: Conversation, message: Message) -> None:
    slack.conversations.remove(message)
    slack.changed_in(conversation, message)


def tell_failure(slack: Slack, conversation: Conversation, person: str, text: str) -> None:
    """What Slack itself tells a person whose act went nowhere."""
    post(slack, conversation, Content(text=text), author="USLACKBOT", only_for=person, system_error=True)


def react(slack: Slack, conversation: Conversation, message: Message, *, name: str, user: str) -> None:
    changed = replace(message, reactions=(*message.reactions, (name, user)))
    slack.conversations.add(changed)
    slack.changed_in(conversation, changed)


def _blocks(arguments: Arguments, *, limited: bool) -> list[Json] | None:
    if not arguments.has("blocks"):
        return None
    blocks = arguments.json("blocks", refusal="invalid_blocks_format")
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    problems = check_message(blocks)
    if problems:
        words = in_words(problems)
        raise SlackError("invalid_blocks", errors=[*words], response_metadata=metadata_messages(words))
    if limited and text_length(blocks) > LONGEST_BLOCKS:
        raise SlackError("msg_blocks_too_long")
    return with_ids(blocks)


def metadata_messages(words: list[str]) -> Object:
    """The part of a refusal that tells a developer what is wrong."""
    return {"messages": [f"[ERROR] {line}" for line in words]}


def _attachments(arguments: Arguments) -> list[Json] | None:
    if not arguments.has("attachments"):
        return None
    attachments = arguments.json("attachments", refusal="invalid_attachments")
    if not isinstance(attachments, list):
        raise SlackError("invalid_attachments")
    if len(attachments) > MOST_ATTACHMENTS:
        raise SlackError("too_many_attachments")
    return attachments


def _text(arguments: Arguments, blocks: list[Json] | None) -> str:
    markdown = arguments.text("markdown_text")
    if not markdown:
        return arguments.text("text")
    if blocks or arguments.text("text"):
        raise SlackError("markdown_text_conflict")
    if len(markdown) > LONGEST_MARKDOWN:
        raise SlackError("msg_too_long")
    return markdown


def _metadata(arguments: Arguments) -> Object | None:
    if not arguments.has("metadata"):
        return None
    metadata = as_object(arguments.json("metadata", refusal="invalid_metadata_format"))
    if not metadata:
        return None
    named = isinstance(metadata.get("event_type"), str) and metadata.get("event_type")
    if not named or not isinstance(metadata.get("event_payload"), dict):
        raise SlackError("invalid_metadata_format")
    if len(str(metadata)) > LARGEST_METADATA:
        raise SlackError("metadata_too_large")
    return metadata
