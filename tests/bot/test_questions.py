"""Questions are answered after their acknowledgement: each once, in turn, whatever becomes of the others."""

import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from threading import Event, Thread

import pytest
from structlog.testing import capture_logs

from bot import questions, turns
from bot.questions import Questions
from bot.turns import THREADS, Turns
from handlers.later import Question
from handlers.views.message import Message
from handlers.views.refusal import error_message
from sla.errors import Conflict, NotFound


class Slack(ThreadingHTTPServer):
    """Takes answers, by the path of their response_url."""

    request_queue_size = 128

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answered)
        self.told: list[tuple[str, str]] = []

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self.server_port}/{name}"


class _Answered(BaseHTTPRequestHandler):
    server: Slack

    def do_POST(self) -> None:
        payload = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert payload["response_type"] == "ephemeral"
        self.server.told.append((self.path[1:], payload["text"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def slack() -> Iterator[Slack]:
    with Slack() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


class Pool:
    """Each question is another person's, unless it says whose."""

    def __init__(self) -> None:
        self._turns = Turns()
        self._questions = Questions(self._turns)
        self._people = count()
        self._turns.start()

    def answer(self, response_url: str, question: Question, *, whose: str | None = None) -> None:
        self._questions.answer(whose or f"U{next(self._people)}", response_url, question)

    def stop(self) -> None:
        self._turns.stop()


@pytest.fixture
def pool() -> Iterator[Pool]:
    found = Pool()
    yield found
    found.stop()


def saying(text: str) -> Question:
    return lambda: error_message(text)


def waiting(go: Event) -> Question:
    def wait() -> Message | None:
        assert go.wait(10)
        return error_message("At last.")

    return wait


def breaking(error: Exception) -> Question:
    def fail() -> Message | None:
        raise error

    return fail


def test_each_is_answered_once_before_the_stop(slack: Slack, pool: Pool) -> None:
    names = [f"q{n}" for n in range(3 * THREADS)]
    for name in names:
        pool.answer(slack.url(name), saying("So it is."))
    pool.stop()
    assert sorted(slack.told) == sorted((name, "So it is.") for name in names)


def test_nobody_waits_for_one_that_takes_long(slack: Slack, pool: Pool) -> None:
    go, told = Event(), Event()
    pool.answer(slack.url("slow"), waiting(go))
    pool.answer(slack.url("quick"), told.set)
    assert told.wait(5)
    go.set()
    pool.stop()
    assert slack.told == [("slow", "At last.")]


def test_what_a_question_raises_is_said_in_its_own_words(slack: Slack, pool: Pool) -> None:
    pool.answer(slack.url("q"), breaking(NotFound("No lead of yours is called so.")))
    pool.stop()
    assert slack.told == [("q", "No lead of yours is called so.")]


def test_what_breaks_is_said_with_the_reference_in_the_log(slack: Slack, pool: Pool) -> None:
    with capture_logs() as said:
        pool.answer(slack.url("q"), breaking(RuntimeError("disk")))
        pool.stop()
    ((_, text),) = slack.told
    assert next(one["reference"] for one in said if one["event"] == "handler broke") in text


def test_a_place_that_cannot_be_reached_costs_no_thread(slack: Slack, pool: Pool) -> None:
    with capture_logs() as said:
        for _ in range(2 * THREADS):
            pool.answer("nowhere", saying("Lost."))
        pool.answer(slack.url("q"), saying("Here."))
        pool.stop()
    assert sum(one["event"] == "could not tell the person" for one in said) == 2 * THREADS
    assert slack.told == [("q", "Here.")]


def test_one_too_many_is_refused(slack: Slack, pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    go = Event()
    busy = [Event() for _ in range(THREADS)]
    for each in busy:
        pool.answer(slack.url("busy"), _starting(each, go))
    assert all(each.wait(5) for each in busy)
    monkeypatch.setattr(questions, "MOST_WAITING", 2)
    for name in ("first", "second"):
        pool.answer(slack.url(name), saying("In turn."))
    with pytest.raises(Conflict, match="ask again in a minute"):
        pool.answer(slack.url("third"), saying("Never."))
    go.set()
    pool.stop()
    assert sorted(slack.told) == [("first", "In turn."), ("second", "In turn.")]


def _starting(started: Event, go: Event) -> Question:
    def wait() -> Message | None:
        started.set()
        assert go.wait(10)
        return None

    return wait


def test_a_stop_does_not_wait_for_ever(slack: Slack, pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "STOP_WITHIN_SECONDS", 0.2)
    go = Event()
    pool.answer(slack.url("slow"), waiting(go))
    with capture_logs() as said:
        pool.stop()
    go.set()
    assert [one["jobs"] for one in said] == [1]


def test_after_the_stop_none_is_taken(slack: Slack, pool: Pool) -> None:
    pool.stop()
    with pytest.raises(Conflict):
        pool.answer(slack.url("q"), saying("Never."))


def test_one_persons_come_in_their_order(slack: Slack, pool: Pool) -> None:
    go = Event()
    for n in range(2 * THREADS):
        pool.answer(slack.url(str(n)), waiting(go) if n == 0 else saying("So it is."), whose="U1ANA")
    pool.answer(slack.url("another's"), saying("At once."))
    while not slack.told:
        time.sleep(0.01)
    go.set()
    pool.stop()
    assert [name for name, _ in slack.told] == ["another's", *map(str, range(2 * THREADS))]
