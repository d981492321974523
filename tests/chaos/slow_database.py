"""A way to a PostgreSQL on which every answer takes a given time longer, for any number of connections at once."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import make_url

CHUNK = 65536


class SlowWay:
    """Half of the delay lies on the way there, half on the way back; nothing is held up by anything else."""

    def __init__(self, url: str, *, seconds: float) -> None:
        address = make_url(url)
        self._socket = str(Path(str(address.query["host"])) / ".s.PGSQL.5432")
        self._half = seconds / 2
        self._address = address
        self._port = 0
        self.trips = 0
        """How often somebody on this side has waited for an answer, a connection's sign-on included."""
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()

    @property
    def url(self) -> str:
        way = self._address.set(host="127.0.0.1", port=self._port, query={"sslmode": "disable"})
        return way.render_as_string(hide_password=False)

    @contextmanager
    def open(self) -> Iterator["SlowWay"]:
        thread = threading.Thread(target=self._run, daemon=True)
        thread.start()
        assert self._ready.wait(10)
        try:
            yield self
        finally:
            self._loop.call_soon_threadsafe(self._stop.set)
            thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._carry, "127.0.0.1", 0, backlog=1024)
        self._port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        others = asyncio.all_tasks(self._loop) - {asyncio.current_task()}
        for one in others:
            one.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_unix_connection(self._socket)
        try:
            turn = _Turn(reader)
            await asyncio.gather(self._pass(reader, back, turn), self._pass(there, writer, turn))
        finally:
            back.close()
            writer.close()

    async def _pass(self, source: asyncio.StreamReader, to: asyncio.StreamWriter, turn: "_Turn") -> None:
        """In order, as everything waits equally long."""
        with suppress(ConnectionError):  # one that was cut has come to its end too
            while data := await source.read(CHUNK):
                self.trips += turn.taken_by(source)
                self._loop.call_later(self._half, to.write, data)
        self._loop.call_later(self._half, to.close)


class _Turn:
    """Who of the two speaks on one connection."""

    def __init__(self, asking: asyncio.StreamReader) -> None:
        self._asking = asking
        self._speaking: asyncio.StreamReader | None = None

    def taken_by(self, source: asyncio.StreamReader) -> bool:
        """Whether the asking side begins to speak."""
        begins = source is self._asking and source is not self._speaking
        self._speaking = source
        return begins
