"""A ClickHouse server for tests: the real engine (chDB) behind the HTTP interface, in a process of its own.

No package brings the server's own program, so its front is made here as its documentation describes it: the query in
the body or the address, values as `param_…`, settings by name, errors with their number in X-ClickHouse-Exception-Code.
"""

import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl, urlsplit

NOT_SETTINGS = (
    "query",
    "database",
    "default_format",
    "query_id",
    "session_id",
    "enable_http_compression",
    "compress",
    "wait_end_of_query",
    "client_protocol_version",
)
INSERT = re.compile(r"^\s*INSERT INTO (?P<into>.+?) FORMAT (?P<format>\w+)\s*(?P<data>.*)$", re.DOTALL | re.IGNORECASE)
FORMAT = re.compile(r"\sFORMAT\s+(\w+)\s*;?\s*$", re.IGNORECASE)
FIELD = 128 * 1024
CODE = re.compile(r"Code: (\d+)")


@contextmanager
def serving(folder: Path, port: int) -> Iterator[str]:
    """The address of a server on `port` as long as the block lasts; its data is in `folder`."""
    process = subprocess.Popen([sys.executable, "-m", "tests.clickhouse", str(folder), str(port)])
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/ping", timeout=5).close()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
        yield f"clickhouse://default:@127.0.0.1:{port}/shop"
    finally:
        process.terminate()
        process.wait(30)


class Engine:
    """One statement at a time, with its own values, settings and database."""

    def __init__(self, folder: Path) -> None:
        import chdb

        self._connection: Any = chdb.connect(str(folder))  # type: ignore[no-untyped-call]
        self._lines = folder.with_suffix(".lines")
        self._lock = Lock()

    def run(self, sql: str, given: dict[str, str], body: bytes) -> tuple[bytes, str]:
        """The answer and its format. Raises RuntimeError with the engine's words."""
        with self._lock:
            settings = {name: value for name, value in given.items() if name not in NOT_SETTINGS}
            settings.setdefault("max_execution_time", "0")
            if database := given.get("database"):
                self._connection.query(f"USE `{database}`")
            for name, value in settings.items():
                quoted = value.replace("\\", "\\\\").replace("'", "\\'")
                self._connection.query(f"SET {name} = '{quoted}'")
            if insert := INSERT.match(sql):
                self._lines.write_bytes(insert["data"].encode() + body)
                self._connection.query(
                    f"INSERT INTO {insert['into']} FROM INFILE '{self._lines}' FORMAT {insert['format']}"
                )
                return b"", ""
            named = FORMAT.search(sql)
            wanted = named[1] if named else given.get("default_format", "TabSeparated")
            return self._connection.query(FORMAT.sub("", sql), wanted).bytes(), wanted


class Front(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    engine: Engine

    def do_GET(self) -> None:
        if self.path == "/ping":
            self._answer(200, b"Ok.\n", {})
        else:
            self.do_POST()

    def do_POST(self) -> None:
        given = dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get_content_type() == "multipart/form-data":
            given, body = given | _fields(self.headers["Content-Type"], body), b""
        sql = given.pop("query", "")
        if not sql:
            sql, body = body.decode(), b""
        try:
            answer, its_format = self.engine.run(sql, given, body)
        except RuntimeError as problem:
            code = CODE.search(str(problem))
            self._answer(500, str(problem).encode(), {"X-ClickHouse-Exception-Code": code[1] if code else "1"})
        else:
            self._answer(200, answer, {"X-ClickHouse-Format": its_format, "X-ClickHouse-Summary": "{}"})

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: tests ask the engine, not its log."""


def _fields(content_type: str, body: bytes) -> dict[str, str]:
    """Values that are too many for an address come as a form. A server takes up to 128 KB in each."""
    form = message_from_bytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
    found = {}
    for part in form.walk():
        if name := part.get_param("name", header="Content-Disposition"):
            value = part.get_payload(decode=True)
            assert isinstance(value, bytes)
            assert len(value) <= FIELD or name == "query", f"{name} has {len(value)} bytes"
            found[str(name)] = value.decode()
    return found


if __name__ == "__main__":
    Front.engine = Engine(Path(sys.argv[1]))
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2])), Front).serve_forever()
