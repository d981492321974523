"""One request to HubSpot and its answer: spaced as its limits ask, tried again as it says, refused in a sentence."""

from collections.abc import Callable, Mapping
from typing import TypeVar

import httpx
from pydantic import BaseModel, ValidationError
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from intake.hubspot_api import Json
from intake.hubspot_refusals import (
    HubSpotSilent,
    broken,
    missing_scopes,
    not_understood,
    strange,
    too_many,
    unreachable,
    wrong_key,
)
from intake.hubspot_shapes import Refusal

SEARCHES_APART = 0.25
"""Seconds; an account has five searches a second, and this is not the only one to search in it."""

REQUESTS_APART = 0.1
ATTEMPTS = 5
LONGEST_WAIT = 20.0
"""Seconds; who is asked to wait longer comes back at a later poll."""

TIMEOUT = httpx.Timeout(20.0, connect=5.0)
_TOO_MANY = 429
_SERVER_ERROR = 500
_UNAUTHORIZED = 401
_FORBIDDEN = 403
_GOOD = 200
_MULTI = 207

Answer = TypeVar("Answer", bound=BaseModel)
Pause = Callable[[float], None]
Seconds = Callable[[], float]


class HubSpotWeb:
    """`pause` waits, `seconds` counts up; both are the caller's, so that a test waits for nothing."""

    def __init__(self, *, key: str, url: str, pause: Pause, seconds: Seconds) -> None:
        self._http = httpx.Client(
            base_url=url, headers={"Authorization": f"Bearer {key}"}, timeout=TIMEOUT, follow_redirects=False
        )
        self._pause = pause
        self._seconds = seconds
        self._free_at = {SEARCHES_APART: 0.0, REQUESTS_APART: 0.0}

    def close(self) -> None:
        self._http.close()

    def get(self, shape: type[Answer], path: str, query: Mapping[str, str] | None = None) -> Answer:
        return self._tried(shape, self._http.build_request("GET", path, params=query), REQUESTS_APART)

    def post(self, shape: type[Answer], path: str, body: Json) -> Answer:
        """Nothing is ever written by it: HubSpot's searches and batch reads are asked for by POST."""
        apart = SEARCHES_APART if path.endswith("/search") else REQUESTS_APART
        return self._tried(shape, self._http.build_request("POST", path, json=body), apart)

    def _tried(self, shape: type[Answer], request: httpx.Request, apart: float) -> Answer:
        retrying = Retrying(
            retry=retry_if_exception_type(HubSpotSilent),
            wait=_as_asked,
            stop=_hopeless,
            sleep=self._pause,
            reraise=True,
        )
        answer: Answer = retrying(self._once, shape, request, apart)
        return answer

    def _once(self, shape: type[Answer], request: httpx.Request, apart: float) -> Answer:
        self._keep_apart(apart)
        try:
            response = self._http.send(request)
        except httpx.TransportError as error:
            raise unreachable(type(error).__name__) from None
        if response.status_code not in (_GOOD, _MULTI):
            raise _refused(response)
        try:
            return shape.model_validate_json(response.content)
        except ValidationError:
            raise strange(request.url.path) from None

    def _keep_apart(self, apart: float) -> None:
        wait = self._free_at[apart] - self._seconds()
        if wait > 0:
            self._pause(wait)
        self._free_at[apart] = self._seconds() + apart


def _refused(response: httpx.Response) -> Exception:
    said = _said(response)
    asked = _retry_after(response)
    match response.status_code:
        case status if status == _TOO_MANY:
            return too_many(said.policy_name, asked)
        case status if status >= _SERVER_ERROR:
            return broken(status, asked)
        case status if status == _UNAUTHORIZED:
            return wrong_key()
        case status if status == _FORBIDDEN:
            return missing_scopes(said.scopes)
        case status:
            return not_understood(f"{status}, {said.category or response.request.url.path}")


def _said(response: httpx.Response) -> Refusal:
    try:
        return Refusal.model_validate_json(response.content)
    except ValidationError:
        return Refusal()


def _retry_after(response: httpx.Response) -> float | None:
    """In seconds; the header may also be a date, which HubSpot does not send."""
    said = response.headers.get("Retry-After", "")
    return float(said) if said.replace(".", "", 1).isdigit() else None


def _asked(state: RetryCallState) -> float | None:
    error = state.outcome.exception() if state.outcome else None
    return error.retry_after if isinstance(error, HubSpotSilent) else None


def _as_asked(state: RetryCallState) -> float:
    asked = _asked(state)
    return float(2 ** (state.attempt_number - 1)) if asked is None else asked


def _hopeless(state: RetryCallState) -> bool:
    return stop_after_attempt(ATTEMPTS)(state) or (_asked(state) or 0) > LONGEST_WAIT
