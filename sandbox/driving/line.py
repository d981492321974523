"""The wire between a test and the control API: one JSON request at a time."""

import http.client
from urllib.parse import urlencode, urlsplit

from sandbox.errors import SandboxError
from sandbox.jsonvalue import Object, as_object, as_text, dump, parse

SECONDS = 30.0


class Refused(Exception):
    """The sandbox said no; `code` is Slack's or its own, `errors` belongs to input blocks."""

    def __init__(self, code: str, message: str, errors: Object) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message
        self.errors = errors


class Line:
    """Sends to the control API of one sandbox."""

    def __init__(self, url: str) -> None:
        split = urlsplit(url)
        if split.hostname is None:
            raise SandboxError(f"{url!r} is no address of a sandbox; it looks like http://127.0.0.1:8765.")
        self._host, self._port = split.hostname, split.port or 80

    def get(self, name: str, **query: str) -> Object:
        return self._send("GET", f"{name}?{urlencode(query)}" if query else name, None)

    def post(self, name: str, body: Object) -> Object:
        return self._send("POST", name, body)

    def put_in(self, where: str, content: bytes, /, **query: str) -> Object:
        """Bytes as they are; the rest stands in the query."""
        return self._send("POST", f"{where}?{urlencode(query)}", content)

    def bytes_at(self, path: str) -> bytes:
        """What the sandbox's server has at a path; nothing where it has nothing."""
        connection = http.client.HTTPConnection(self._host, self._port, timeout=SECONDS)
        try:
            connection.request("GET", path)
            return connection.getresponse().read()
        finally:
            connection.close()

    def delete(self, name: str) -> Object:
        return self._send("DELETE", name, None)

    def _send(self, verb: str, name: str, body: Object | bytes | None) -> Object:
        connection = http.client.HTTPConnection(self._host, self._port, timeout=SECONDS)
        try:
            raw = body is None or isinstance(body, bytes)
            sent = body if body is None or isinstance(body, bytes) else dump(body).encode()
            kind = "application/octet-stream" if raw else "application/json"
            connection.request(verb, f"/sandbox/{name}", sent, {"Content-Type": kind})
            answer = as_object(parse(connection.getresponse().read()))
        finally:
            connection.close()
        if answer.get("ok") is not True:
            errors = as_object(answer.get("errors"))
            raise Refused(as_text(answer.get("error")), as_text(answer.get("message")), errors)
        return answer
