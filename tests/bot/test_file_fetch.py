"""The bot's token goes to Slack's own hosts alone, nothing too large is kept, and names are names."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.file_fetch import FileFetch, SlackFile
from sla.errors import BadInput

HERE = "http://127.0.0.1:8765"


class Told(WebClient):
    """A Slack that says this of every file."""

    def __init__(self, file: Mapping[str, object], base_url: str = "https://slack.com/api/") -> None:
        super().__init__(token="xoxb-1", base_url=base_url)
        self._file = file

    def files_info(self, **_arguments: str) -> SlackResponse:
        return SlackResponse(
            client=self, http_verb="POST", api_url="", req_args={}, data={"ok": True, "file": dict(self._file)},
            headers={}, status_code=200,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("base_url", "url"),
    [
        ("https://slack.com/api/", "https://files.slack.com.evil.example/x.csv"),
        ("https://slack.com/api/", "https://evilslack.com/x.csv"),
        ("https://slack.com/api/", "http://files.slack.com/x.csv"),
        ("https://slack.com/api/", "https://files.slack.com@evil.example/x.csv"),
        ("https://slack.com/api/", "file:///etc/passwd"),
        ("https://slack.com/api/", f"{HERE}/x.csv"),
        ("https://slack.com/api/", ""),
        (f"{HERE}/api/", "http://127.0.0.1:9999/x.csv"),
        (f"{HERE}/api/", "https://files.slack.com/x.csv"),
    ],
)
def test_a_file_that_lies_elsewhere_is_not_asked_for(base_url: str, url: str) -> None:
    fetch = FileFetch(Told({}, base_url))
    with (
        pytest.raises(BadInput, match="does not lie with Slack"),
        fetch.here(SlackFile(name="x.csv", size=1, url=url)),
    ):
        pytest.fail("it was fetched")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("leads.csv", "leads.csv"),
        ("../../etc/leads.csv", "leads.csv"),
        ("C:\\tmp\\Leads März.CSV", "Leads März.CSV"),
        ("a" * 300 + ".csv", "a" * 100 + ".csv"),
        ("nul\0l.csv", "null.csv"),
    ],
)
def test_a_name_is_a_name(given: str, kept: str) -> None:
    about = FileFetch(Told({"name": given, "size": 1, "url_private": ""})).about("F1")
    assert about.name == kept
    assert Path(about.name).name == about.name


@pytest.mark.parametrize("name", ["", "..", "/", "leads", "leads.xlsx", "leads.csv.pdf"])
def test_what_is_no_csv_by_its_name_is_refused(name: str) -> None:
    with pytest.raises(BadInput, match="is not a CSV file"):
        FileFetch(Told({"name": name, "size": 1})).about("F1")
