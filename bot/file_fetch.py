"""Brings a file of Slack's here: only from Slack's own hosts, only so large, and gone again after use."""

import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import NoReturn
from urllib.error import HTTPError
from urllib.parse import urlsplit

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.clock import is_loopback
from sla.errors import BadInput, NotFound

LARGEST = 20_000_000
SUFFIXES = {".csv", ".tsv", ".txt"}
SLACK_HOST = "slack.com"
DELETED, MISSING_SCOPE = "file_deleted", "missing_scope"
UNSEEN = {"file_not_found", "access_denied", "channel_not_found"}
AGAIN = "drop it here again."
_CHUNK = 1 << 16
_LONGEST_NAME = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class SlackFile:
    """What Slack says about a file; `size` is in bytes."""

    name: str
    size: int
    url: str


class _Unredirected(urllib.request.HTTPRedirectHandler):
    """To whoever may not see a file Slack sends its page to sign in; and the token goes nowhere else."""

    def redirect_request(self, *_args: object, **_named: object) -> None:
        return None


class FileFetch:
    """`client` has the token and the address of Slack."""

    def __init__(self, client: WebClient) -> None:
        self._client = client
        self._opener = urllib.request.build_opener(_Unredirected)

    def about(self, file_id: str) -> SlackFile:
        """BadInput or NotFound, one sentence, for what is no file to import."""
        try:
            info = self._client.files_info(file=file_id)["file"]
        except SlackApiError as error:
            _refuse(str(error.response.get("error")), error)
        file = SlackFile(
            name=_safe(str(info.get("name") or "")),
            size=int(info.get("size") or 0),
            url=str(info.get("url_private") or ""),
        )
        _check(file)
        return file

    @contextmanager
    def here(self, file: SlackFile) -> Iterator[Path]:
        """The file in a folder of its own, which is gone afterwards with whatever was put beside it."""
        with TemporaryDirectory(prefix="sla-file-") as folder:
            path = Path(folder) / file.name
            self._download(file, path)
            yield path

    def _download(self, file: SlackFile, path: Path) -> None:
        if not self._is_slacks(file.url):
            raise BadInput(f"{file.name} does not lie with Slack, so it is not read; save a copy and {AGAIN}")
        headers = {"Authorization": f"Bearer {self._client.token}"}
        request = urllib.request.Request(file.url, headers=headers)  # noqa: S310 - looked at above
        try:
            with self._opener.open(request, timeout=self._client.timeout) as answer, path.open("wb") as kept:
                while part := answer.read(_CHUNK):
                    kept.write(part)
                    if kept.tell() > LARGEST:
                        raise BadInput(f"{file.name} is larger than Slack says; split it and {AGAIN}")
        except HTTPError as refused:
            gone = refused.code in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
            _refuse(DELETED if gone else MISSING_SCOPE, refused)
        except (OSError, HTTPException) as failed:
            raise BadInput(f"Slack did not hand {file.name} over; {AGAIN}") from failed

    def _is_slacks(self, url: str) -> bool:
        """With a Slack on this machine, files lie at the same address as its methods."""
        split, api = urlsplit(url), urlsplit(self._client.base_url)
        if is_loopback(self._client.base_url):
            return (split.scheme, split.netloc) == (api.scheme, api.netloc)
        host = split.hostname or ""
        return split.scheme == "https" and (host == SLACK_HOST or host.endswith(f".{SLACK_HOST}"))


def _check(file: SlackFile) -> None:
    if PurePath(file.name).suffix.lower() not in SUFFIXES:
        raise BadInput(f"{file.name} is not a CSV file; save it as CSV and {AGAIN}")
    if not file.size:
        raise BadInput(f"{file.name} is empty; export it again.")
    if file.size > LARGEST:
        raise BadInput(
            f"{file.name} has {file.size / 1_000_000:,.0f} MB, and up to {LARGEST // 1_000_000} MB can be dropped "
            "here; split it, or have it imported where the bot runs."
        )


def _refuse(code: str, cause: Exception) -> NoReturn:
    if code == DELETED:
        raise NotFound(f"The file was deleted before it could be read; {AGAIN}") from None
    if code in UNSEEN:
        raise NotFound(
            f"I cannot see this file, as it belongs elsewhere; save a copy of your own and {AGAIN}"
        ) from None
    if code == MISSING_SCOPE:
        raise BadInput(
            "I may not read files in this workspace; whoever runs the bot gives it files:read (manifest.yml has "
            "it) and installs it again."
        ) from None
    raise cause


def _safe(name: str) -> str:
    """As a file's name here: without a path, and not too long."""
    path = PurePath(PurePath(name.replace("\\", "/").replace("\0", "")).name or "file")
    return f"{path.stem[:_LONGEST_NAME]}{path.suffix[:_LONGEST_NAME]}"
