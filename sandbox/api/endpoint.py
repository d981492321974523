"""Answers `/api/<method>`: token, scopes, arguments, faults, the method itself, and a record of it all."""

from dataclasses import dataclass

from aiohttp import web

from sandbox.api.body import read_arguments
from sandbox.api.method import Call, Method, TokenKind, missing_scope
from sandbox.api.table import METHODS
from sandbox.arguments import Arguments
from sandbox.changes import What
from sandbox.errors import SlackError
from sandbox.faults import FaultKind
from sandbox.jsonvalue import Object, as_object, as_text, dump
from sandbox.slack import Slack
from sandbox.trouble import Outcome, cut, limited, suffer

APP_SCOPES = ("connections:write",)


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A request as far as it could be read."""

    name: str
    bearer: str
    values: Object
    lag: float
    verb: str = "POST"


async def answer(slack: Slack, request: web.Request) -> web.StreamResponse:
    """One Web API call."""
    name, began = request.match_info["method"], slack.clock.real()
    fault = slack.faults.take(name)
    lag = fault.seconds if fault and fault.kind is FaultKind.HISTORY_LAG else 0.0
    given: Object = {}
    refused: SlackError | None = None
    try:
        given = await read_arguments(request)
    except SlackError as refusal:
        refused = refusal
    bearer = request.headers.get("Authorization", "")
    asked = Asked(name=name, bearer=bearer, values=given, lag=lag, verb=request.method)

    async def carry_out() -> Outcome:
        if refused:
            return Outcome(body=refused.as_json())
        wait = _wait(slack, asked)
        return limited(wait) if wait else Outcome(body=_run(slack, asked))

    outcome = await suffer(fault, carry_out)
    _record(slack, asked, outcome, began)
    if outcome.dropped:
        return cut(request)
    headers = outcome.headers | _headers(name)
    headers["X-OAuth-Scopes"] = ",".join(_granted(slack, METHODS.get(name)))
    return web.json_response(outcome.body, status=outcome.status, headers=headers, dumps=dump)


def _wait(slack: Slack, asked: Asked) -> float:
    method = METHODS.get(asked.name)
    if method is None:
        return 0.0
    return slack.limits.wait_for(asked.name, method.tier, channel=as_text(asked.values.get("channel")))


def _run(slack: Slack, asked: Asked) -> Object:
    try:
        method = _method(asked)
        token = _token(slack, asked, method)
        _check_scopes(slack, method)
        arguments = _arguments(asked, method)
        return {"ok": True} | method.run(Call(slack=slack, arguments=arguments, token=token, lag=asked.lag))
    except SlackError as refusal:
        return refusal.as_json()


def _method(asked: Asked) -> Method:
    method = METHODS.get(asked.name)
    if method is None:
        raise SlackError("unknown_method", req_method=asked.name)
    if method.post_only and asked.verb != "POST":
        raise SlackError("insecure_request")
    return method


def _token(slack: Slack, asked: Asked, method: Method) -> TokenKind:
    token = asked.bearer.removeprefix("Bearer ").strip() or as_text(asked.values.get("token"))
    if not token:
        raise SlackError("not_authed")
    if token not in {slack.tokens.bot, slack.tokens.app}:
        raise SlackError("invalid_auth")
    kind = TokenKind.BOT if token == slack.tokens.bot else TokenKind.APP
    if method.token not in {kind, TokenKind.ANY}:
        raise SlackError("not_allowed_token_type")
    return kind


def _check_scopes(slack: Slack, method: Method) -> None:
    granted = slack.manifest.scopes
    if method.scopes and not set(method.scopes) & set(granted):
        raise missing_scope(method.scopes[0], granted)


def _arguments(asked: Asked, method: Method) -> Arguments:
    """Those that the method takes; raises SlackError for one that is missing or of another type."""
    for one in method.takes:
        one.check(asked.values)
    taken = {one.name for one in method.takes}
    return Arguments(values={name: value for name, value in asked.values.items() if name in taken})


def _granted(slack: Slack, method: Method | None) -> tuple[str, ...]:
    return APP_SCOPES if method and method.token is TokenKind.APP else slack.manifest.scopes


def _headers(name: str) -> dict[str, str]:
    method = METHODS.get(name)
    return {"X-Accepted-OAuth-Scopes": ",".join(method.scopes) if method else ""}


def _record(slack: Slack, asked: Asked, outcome: Outcome, began: float) -> None:
    error = "connection dropped" if outcome.dropped else as_text(as_object(outcome.body).get("error"))
    slack.recorder.add(
        at=slack.clock.now(),
        sender="app",
        what=asked.name,
        status=outcome.status,
        request=asked.values,
        response=outcome.body,
        ms=(slack.clock.real() - began) * 1000,
        error=error or None,
    )
    slack.changes.tell(What.TRAFFIC)
