"""The one local Slack: all its parts in one value that every endpoint is given."""

import hashlib
from dataclasses import dataclass, field

from sandbox.changes import Changes, What
from sandbox.clock import Clock
from sandbox.delivery import Delivery
from sandbox.faults import Faults
from sandbox.jsonvalue import Object
from sandbox.limits import Limits
from sandbox.manifest import Manifest
from sandbox.recorder import Recorder
from sandbox.signed import SignedHttp
from sandbox.socketmode import SocketMode
from sandbox.state.conversations import Conversation, Conversations
from sandbox.state.files import Files
from sandbox.state.messages import Message
from sandbox.state.people import People
from sandbox.state.views import Views
from sandbox.tickets import Tickets
from sandbox.workspace import Workspace


@dataclass(frozen=True, kw_only=True, slots=True)
class Tokens:
    """The two tokens a bot needs; the same at every start, so that they can stay in a settings file."""

    bot: str
    app: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Slack:
    """A running workspace; `address` is where it is served, without a slash at the end."""

    workspace: Workspace
    manifest: Manifest
    address: str
    tokens: Tokens
    clock: Clock
    people: People
    conversations: Conversations
    views: Views
    files: Files
    tickets: Tickets
    recorder: Recorder
    faults: Faults
    limits: Limits
    changes: Changes
    delivery: Delivery
    chosen: dict[tuple[str, str], dict[tuple[str, str], Object]] = field(default_factory=dict)
    """What people chose in messages: (person, message ts) → (block_id, action_id) → state."""

    @property
    def bot_user(self) -> str:
        return self.workspace.app.bot_user_id

    @property
    def sockets(self) -> SocketMode:
        return self.delivery.sockets

    def next_ts(self) -> str:
        return self.conversations.next_ts(self.clock.now())

    def changed_in(self, conversation: Conversation, message: Message) -> None:
        """Tells the pages of those who see the message."""
        seen_by = conversation.members if message.only_for is None else {message.only_for}
        self.changes.tell(What.MESSAGES, channel=conversation.id, users=frozenset(seen_by))


def tokens_for(workspace: Workspace) -> Tokens:
    secret = hashlib.sha256(f"{workspace.team.id}/{workspace.app.app_id}".encode()).hexdigest()
    return Tokens(bot=f"xoxb-10-20-{secret[:24]}", app=f"xapp-1-{workspace.app.app_id}-10-{secret[24:]}")


def make_slack(
    workspace: Workspace,
    manifest: Manifest,
    *,
    clock: Clock,
    address: str,
    http: SignedHttp,
    ack_seconds: float,
) -> Slack:
    recorder, changes = Recorder(), Changes()
    sockets = SocketMode(
        address=address, app_id=workspace.app.app_id, changes=changes, ack_seconds=ack_seconds
    )
    return Slack(
        workspace=workspace,
        manifest=manifest,
        address=address,
        tokens=tokens_for(workspace),
        clock=clock,
        people=People(workspace.people, app=workspace.app, bot_name=manifest.bot_name),
        conversations=Conversations(workspace.channels, app_user=workspace.app.bot_user_id),
        views=Views(),
        files=Files(),
        tickets=Tickets(clock, trigger_seconds=ack_seconds),
        recorder=recorder,
        faults=Faults(),
        limits=Limits(clock),
        changes=changes,
        delivery=Delivery(sockets=sockets, http=http, clock=clock, recorder=recorder, changes=changes),
    )
