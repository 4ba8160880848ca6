"""A polku of its own for the browser: `polku init` and `polku serve` in a folder that is thrown away."""

import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.program import Program

OWNER = "aino@kahvila.example"


@dataclass(frozen=True)
class Server:
    base_url: str
    folder: Path
    owner: str
    password: str
    write_key: str
    api_key: str


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Start polku on a free port with an owner and keys; what it said is in `folder`/serve.log."""
    program = Program(folder)
    keys = program.init(OWNER)
    program.start()
    urllib.request.urlopen(program.url, timeout=60).close()  # the first page loads all of them
    try:
        yield Server(program.url, folder, keys["owner"], keys["password"], keys["write_key"], keys["api_key"])
    finally:
        program.stop()
