"""Reads what a page or a test asks for: who acts, where, on what. Raises Refusal in a sentence."""

from dataclasses import dataclass

from aiohttp import web

from sandbox.errors import Refusal
from sandbox.interactions.actions import Place
from sandbox.jsonvalue import Object, as_text, parse
from sandbox.slack import Slack
from sandbox.state.conversations import Conversation
from sandbox.state.messages import Message
from sandbox.state.views import View
from sandbox.workspace import Person


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One request to the control API."""

    slack: Slack
    values: Object

    def text(self, name: str) -> str:
        return as_text(self.values.get(name))

    def person(self) -> Person:
        """Who acts, by id or name."""
        name = self.text("as")
        person = self.slack.people.get(name) or self.slack.people.named(name)
        if person is None:
            raise Refusal(
                "user_not_found", f"Nobody here is called {name!r}; give `as` a person's id or name."
            )
        if person.is_bot or person.deleted:
            raise Refusal(
                "user_cannot_act", f"{person.real_name} cannot act: it is a bot or a closed account."
            )
        return person

    def somebody(self) -> Person:
        """Who acts; where nobody is named, the first who can."""
        if self.text("as"):
            return self.person()
        for person in self.slack.people:
            if not (person.is_bot or person.deleted):
                return person
        raise Refusal("user_not_found", "The workspace has nobody who could act; add people to it.")

    def conversation(self, person: Person) -> Conversation:
        """The channel meant, by id or #name; "app" is the person's direct messages with the app."""
        name = self.text("channel")
        if name == "app":
            return self.slack.conversations.open_dm(person.id)
        found = self.slack.conversations.get(name) or self.slack.conversations.named(name)
        if found is None:
            raise Refusal("channel_not_found", f"There is no channel {name!r}.")
        if person.id not in found.members:
            raise Refusal("not_in_channel", f"{person.real_name} is not in {name!r}.")
        return found

    def message(self, person: Person, conversation: Conversation) -> Message:
        message = conversation.messages.get(self.text("ts"))
        if message is None or not message.shown_to(person.id):
            raise Refusal("message_not_found", "That message is gone.")
        return message

    def modal(self, person: Person) -> View:
        """The view on top of the person's screen, which `view_id` must name."""
        stack = self.slack.views.stack(person.id)
        if not stack or stack[-1].id != self.text("view_id"):
            raise Refusal("view_not_found", "That view is not the one on the screen.")
        return stack[-1]

    def place(self, person: Person) -> Place:
        """The message or view acted upon."""
        if not self.text("view_id"):
            conversation = self.conversation(person)
            return Place(conversation=conversation, message=self.message(person, conversation))
        home = self.slack.views.home(person.id)
        if home is not None and home.id == self.text("view_id"):
            return Place(view=home)
        return Place(view=self.modal(person))


async def read_asked(slack: Slack, request: web.Request) -> Asked:
    """Query and JSON body together; raises Refusal for a body that is no JSON object."""
    values: Object = {**request.query}
    if request.can_read_body:
        try:
            body = parse(await request.read())
        except (ValueError, RecursionError, web.HTTPRequestEntityTooLarge):
            raise Refusal("invalid_json", "The body is not JSON, or too large.") from None
        if not isinstance(body, dict):
            raise Refusal("invalid_json", "The body must be a JSON object.")
        values |= body
    return Asked(slack=slack, values=values)
