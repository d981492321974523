"""What `doctor` finds out about settings, Slack, the people, the store and the clock."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.clock import SystemClock, open_clock
from bot.directory import SlackDirectory
from bot.examine_hubspot import hubspot_findings
from bot.findings import Finding, Grade, delivery_findings, waiting_findings
from bot.settings import Settings
from bot.signing_in import NO_ANSWER, sign_in, slack_client
from bot.store import Store, open_store
from intake.agreement_file import load_terms
from sla.errors import SlaError
from sla.people import Person
from sla.terms import Terms

WANTED_SCOPES = {
    "commands": "/sla would not reach the bot",
    "chat:write": "the bot could not post",
    "im:write": "no private reminders could be sent",
    "users:read": "people's roles could not be checked",
    "users:read.email": "people could not be found by their address",
    "channels:read": "the digest's channel could not be checked",
    "groups:read": "a private digest channel could not be checked",
}
IN_DOUBT = "a message whose answer never came could not be looked for in"
OPTIONAL_SCOPES = {
    "im:history": f"{IN_DOUBT} people's direct messages",
    "channels:history": f"{IN_DOUBT} the digest's channel",
    "groups:history": f"{IN_DOUBT} a private digest channel",
    "dnd:read": "reminders would not wait for the end of somebody's do-not-disturb",
    "files:read": "a CSV file dropped into the bot's conversation could not be read",
    "files:write": "the rejected rows of a dropped CSV file could not be handed back",
}
MOST_DRIFT_SECONDS = 30


def examine(settings: Settings) -> list[Finding]:
    """Each check by itself: one that fails is a finding, and the others go on."""
    client = slack_client(settings)
    findings = list(_guarded("Bot token", lambda: _bot(client)))
    findings += _guarded("App token", lambda: _socket(settings))
    findings += _guarded("Clock", lambda: _clock(settings))
    try:
        store = open_store(database_url=settings.sla_database_url.get_secret_value(), threads=1)
    except SlaError as error:
        return [*findings, Finding(what="Store", grade=Grade.WRONG, found=error.message)]
    try:
        findings += _guarded("Store", lambda: _store(store))
        said, terms = _agreement(store, settings)
        findings += said
        findings += _guarded("HubSpot", lambda: hubspot_findings(settings, store.desk(store.tenants.sole())))
        if terms is not None:
            findings += _guarded("Channel", lambda: _channel(client, terms.channel))
            findings += _guarded("People", lambda: _people(client, terms.people))
    finally:
        store.engine.dispose()
    return findings


def _guarded(what: str, check: Callable[[], Iterator[Finding]]) -> list[Finding]:
    try:
        return list(check())
    except SlaError as error:
        return [Finding(what=what, grade=Grade.WRONG, found=error.message)]
    except SlackApiError as error:
        needed = error.response.get("needed")
        to_do = f"add the scope {needed} and install the app again" if needed else None
        return [Finding(what=what, grade=Grade.WRONG, found=str(error.response["error"]), to_do=to_do)]
    except NO_ANSWER as error:
        return [Finding(what=what, grade=Grade.WRONG, found=f"Slack cannot be reached ({error})")]


def _bot(client: WebClient) -> Iterator[Finding]:
    authorized = sign_in(client)
    yield Finding(what="Bot token", grade=Grade.FINE, found=f"signed in to {authorized.team}")
    headers = {name.lower(): value for name, value in client.auth_test().headers.items()}
    granted = set(str(headers.get("x-oauth-scopes", "")).replace(" ", "").split(","))
    missing = {scope: why for scope, why in (WANTED_SCOPES | OPTIONAL_SCOPES).items() if scope not in granted}
    if not missing:
        yield Finding(what="Scopes", grade=Grade.FINE, found="all that the bot needs")
    for scope, why in missing.items():
        yield Finding(
            what="Scopes",
            grade=Grade.WRONG if scope in WANTED_SCOPES else Grade.LOOK,
            found=f"{scope} is missing: {why}",
            to_do="paste manifest.yml into your app's page (App Manifest), then Install App → Reinstall",
        )


def _socket(settings: Settings) -> Iterator[Finding]:
    if settings.signing_secret is not None:
        yield Finding(what="HTTP", grade=Grade.FINE, found="requests are proved by the signing secret")
        return
    client = WebClient(base_url=settings.slack_api_url, retry_handlers=[])
    try:
        client.apps_connections_open(app_token=settings.app_token)
    except SlackApiError as error:
        yield Finding(
            what="App token",
            grade=Grade.WRONG,
            found=f"Slack refused it ({error.response['error']})",
            to_do="make one with connections:write (Basic Information, App-Level Tokens) and enable Socket Mode",
        )
        return
    yield Finding(what="App token", grade=Grade.FINE, found="Socket Mode can be opened")


def _clock(settings: Settings) -> Iterator[Finding]:
    clock = open_clock(settings.sla_clock_file, settings.slack_api_url)
    moved = clock.now() - clock.real_now()
    if abs(moved.total_seconds()) > MOST_DRIFT_SECONDS:
        yield Finding(what="Clock", grade=Grade.LOOK, found=f"moved by {moved}, for a demo")
    else:
        yield Finding(what="Clock", grade=Grade.FINE, found=f"{clock.now():%a %d %b %Y %H:%M} UTC")


def _store(store: Store) -> Iterator[Finding]:
    desk = store.desk(store.tenants.sole())
    with desk.look() as work:
        leads = work.leads.count()
        troubles = (*delivery_findings(work), *waiting_findings(work))
    yield Finding(
        what="Store",
        grade=Grade.FINE if leads else Grade.LOOK,
        found=f"{leads:,} leads in {store.engine.url.render_as_string(hide_password=True)}",
        to_do=None if leads else "bring leads in with: sla-bot import leads FILE",
    )
    yield from troubles


def _channel(client: WebClient, name: str) -> Iterator[Finding]:
    wanted = name.lstrip("#")
    for page in client.conversations_list(
        types="public_channel,private_channel", exclude_archived=True, limit=200
    ):
        for channel in page["channels"]:
            if channel["name"] == wanted:
                member = bool(channel.get("is_member"))
                yield Finding(
                    what="Channel",
                    grade=Grade.FINE if member else Grade.WRONG,
                    found=f"#{wanted} is there" + ("" if member else ", but the bot is not in it"),
                    to_do=None if member else f"type in #{wanted}: /invite @sla",
                )
                return
    yield Finding(
        what="Channel",
        grade=Grade.WRONG,
        found=f"#{wanted} is not to be found",
        to_do="make the channel, or correct [team] channel in sla.toml; a private one must have the bot in it",
    )


def _agreement(store: Store, settings: Settings) -> tuple[list[Finding], Terms | None]:
    """The terms that count with today's people, and what there is to say of them."""
    now = SystemClock().now()
    desk = store.desk(store.tenants.sole())
    with desk.look() as work:
        book, versions = desk.book(work), work.agreements.all()
    there = "sla_terms" in settings.model_fields_set or settings.sla_terms.exists()
    try:
        file = load_terms(settings.sla_terms) if there else None
    except SlaError as error:
        return [Finding(what="Agreement", grade=Grade.WRONG, found=error.message)], None
    signed = any(version.begins_on is not None for version in versions)
    if file is None and not book.begun:
        to_do = "type /sla setup in Slack, or write sla.toml after sla.example.toml"
        return [Finding(what="Agreement", grade=Grade.LOOK, found="nothing is agreed yet", to_do=to_do)], None
    terms = replace(book.at(now), people=book.people) if signed or file is None else file
    said = f"version {terms.version}, signed" if terms.version else "not signed yet"
    since = f"{said}, from {terms.effective_on.isoformat()}"
    findings = [Finding(what="Agreement", grade=Grade.FINE, found=since)]
    if signed and file is not None and file.sha256 not in {version.sha256 for version in versions}:
        findings.append(_kept_out(settings))
    return findings, terms


def _kept_out(settings: Settings) -> Finding:
    return Finding(
        what="Agreement",
        grade=Grade.LOOK,
        found=f"{settings.sla_terms} differs from what was signed, so its terms are not taken",
        to_do=f"`sla-bot agreement load {settings.sla_terms}` makes them a draft to propose",
    )


def _people(client: WebClient, people: Sequence[Person]) -> Iterator[Finding]:
    team = str(client.auth_test()["team_id"])
    directory = SlackDirectory(client, team_id=team, real_now=SystemClock().real_now)
    missing = [person for person in people if directory.by_email(person.email) is None]
    found = len(people) - len(missing)
    yield Finding(what="People", grade=Grade.FINE, found=f"{found} of {len(people)} found in Slack")
    for person in missing:
        yield Finding(
            what="People",
            grade=Grade.WRONG,
            found=f"nobody in Slack has the address {person.email} ({person.name})",
            to_do="correct it in sla.toml; it must be the one in the person's Slack profile",
        )
