"""What a test sees on a person's screen: messages, views and the things in them that can be pressed or filled in."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sandbox.inputs import FIELDS, SIDES, Placed, placed_in
from sandbox.jsonvalue import Json, Object, as_list, as_object, as_objects, as_text

READ_ALOUD = ("text", "title", "label", "hint", "fields", "elements", "rows", "alt_text", "subtitle", "body")


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """One choice that a control offers."""

    text: str
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Control:
    """A button, menu or input; `about` is the text of its own block and of the block before.

    `dispatches`: the app hears of every change at once, not with the form only.
    """

    kind: str
    label: str
    accessibility_label: str
    block_id: str
    action_id: str
    about: str
    value: str
    style: str
    dispatches: bool
    options: tuple[Option, ...]

    def __str__(self) -> str:
        return f"{self.label or self.kind!r} ({self.accessibility_label or self.block_id}, {self.action_id})"


@dataclass(frozen=True, kw_only=True, slots=True)
class SeenFile:
    """A file at a message; one that was deleted has no name."""

    id: str
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """A message as somebody sees it; `shown` is every text in it, one a line."""

    ts: str
    channel: str
    author: str
    text: str
    shown: str
    by_app: bool
    ephemeral: bool
    edited: bool
    system_error: bool
    thread_ts: str | None
    reply_count: int
    blocks: list[Json]
    controls: tuple[Control, ...]
    files: tuple[SeenFile, ...]

    def __str__(self) -> str:
        mark = " (only you)" if self.ephemeral else ""
        return f"[{self.author}{mark}] {self.shown or self.text}"


@dataclass(frozen=True, kw_only=True, slots=True)
class SeenView:
    """A modal or a Home tab as somebody sees it."""

    id: str
    title: str
    callback_id: str
    submit: str
    private_metadata: str
    shown: str
    blocks: list[Json]
    values: Object
    controls: tuple[Control, ...]

    def __str__(self) -> str:
        return f"[view {self.title or 'Home'}] {self.shown}"

    def input(self, name: str) -> Control:
        """The input with this label, block_id or action_id; raises LookupError where there is none, or several."""
        inputs = self._inputs()
        found = [one for one in inputs if name in {one.label, one.block_id, one.action_id}]
        if len(found) == 1:
            return found[0]
        there = "; ".join(str(control) for control in found or inputs)
        if found:
            raise LookupError(f"Several inputs are {name!r}: {there}. Name one by its action_id.")
        raise LookupError(f"The view has no input {name!r}; it has {there or 'none'}.")

    def has_input(self, name: str) -> bool:
        return any(name in {one.label, one.block_id, one.action_id} for one in self._inputs())

    def value(self, name: str) -> Json:
        """What stands in an input: text, ids, or for options their texts; None or [] where it is empty."""
        control = self.input(name)
        state = as_object(as_object(self.values.get(control.block_id)).get(control.action_id))
        field = FIELDS[control.kind]
        held = state.get(field.name)
        if field.name == "selected_option":
            return as_text(as_object(as_object(held).get("text")).get("text")) or None
        if field.name == "selected_options":
            return [as_text(as_object(one.get("text")).get("text")) for one in as_objects(held)]
        return held

    def _inputs(self) -> list[Control]:
        return [control for control in self.controls if control.kind in FIELDS]


@dataclass(frozen=True, kw_only=True, slots=True)
class Exchange:
    """One entry of the record of the traffic."""

    n: int
    sender: str
    what: str
    status: int
    request: Json
    response: Json
    error: str | None


def seen_message(body: Object, channel: str) -> Seen:
    blocks = as_list(body.get("blocks"))
    replies = body.get("reply_count")
    return Seen(
        ts=as_text(body.get("ts")),
        channel=channel,
        author=as_text(body.get("user")),
        text=as_text(body.get("text")),
        shown="\n".join(texts_of(blocks)) if blocks else as_text(body.get("text")),
        by_app="app" in body,
        ephemeral=body.get("ephemeral") is True,
        edited=body.get("edited") is True,
        system_error=body.get("system_error") is True,
        thread_ts=as_text(body.get("thread_ts")) or None,
        reply_count=replies if isinstance(replies, int) else 0,
        blocks=blocks,
        controls=tuple(_controls(blocks)),
        files=tuple(
            SeenFile(id=as_text(one.get("id")), name=as_text(one.get("name")))
            for one in as_objects(body.get("files"))
        ),
    )


def seen_view(body: Object) -> SeenView:
    blocks = as_list(body.get("blocks"))
    return SeenView(
        id=as_text(body.get("id")),
        title=as_text(as_object(body.get("title")).get("text")) if body.get("type") == "modal" else "",
        callback_id=as_text(body.get("callback_id")),
        submit=as_text(as_object(body.get("submit")).get("text")),
        private_metadata=as_text(body.get("private_metadata")),
        shown="\n".join(texts_of(blocks)),
        blocks=blocks,
        values=as_object(as_object(body.get("state")).get("values")),
        controls=tuple(_controls(blocks)),
    )


def seen_exchange(body: Object) -> Exchange:
    n, status = body.get("n"), body.get("status")
    return Exchange(
        n=n if isinstance(n, int) else 0,
        sender=as_text(body.get("from")),
        what=as_text(body.get("what")),
        status=status if isinstance(status, int) else 0,
        request=body.get("request"),
        response=body.get("response"),
        error=as_text(body.get("error")) or None,
    )


def texts_of(value: Json) -> Iterator[str]:
    """The texts of blocks in reading order, without those of buttons and menus."""
    if isinstance(value, list):
        for item in value:
            yield from texts_of(item)
    elif isinstance(value, dict) and "action_id" not in value:
        for name in READ_ALOUD:
            item = value.get(name)
            if isinstance(item, str) and item:
                yield item
            elif isinstance(item, (list, dict)):
                yield from texts_of(item)


def _controls(blocks: list[Json]) -> Iterator[Control]:
    before: dict[str, str] = {}
    previous = ""
    for block in as_objects(blocks):
        own = "\n".join(texts_of(block))
        before[as_text(block.get("block_id"))] = f"{previous}\n{own}".strip()
        previous = own or previous
    for placed in placed_in(blocks):
        about = before.get(placed.key[0], "")
        if placed.kind == "feedback_buttons":
            for name in SIDES:
                side = {"action_id": placed.key[1], **as_object(placed.element.get(name))}
                yield replace(
                    _control(Placed(block=placed.block, element=side), about), kind="feedback_button"
                )
            continue
        yield _control(placed, about)


def _control(placed: Placed, about: str) -> Control:
    element = placed.element
    words = element.get("text") or element.get("placeholder") or placed.block.get("label")
    return Control(
        kind=placed.kind,
        label=as_text(as_object(placed.block.get("label") or words).get("text")),
        accessibility_label=as_text(element.get("accessibility_label")),
        block_id=placed.key[0],
        action_id=placed.key[1],
        about=about,
        value=as_text(element.get("value")),
        style=as_text(element.get("style")),
        dispatches=placed.dispatches,
        options=tuple(_options(element)),
    )


def _options(element: Object) -> Iterator[Option]:
    groups = [as_objects(group.get("options")) for group in as_objects(element.get("option_groups"))]
    for options in (as_objects(element.get("options")), *groups):
        for option in options:
            text = as_text(as_object(option.get("text")).get("text"))
            yield Option(text=text, value=as_text(option.get("value")))
