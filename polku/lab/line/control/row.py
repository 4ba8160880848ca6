"""A row of the lab's own API, with what its description says."""

from dataclasses import dataclass
from typing import Any

from polku.lab.line.web.routes import Handler


@dataclass(frozen=True)
class Row:
    """`query`: names and what they mean. `body`: a msgspec Struct, whose fields and defaults are described by it.

    `status`: of what was done; 0 for the usual one, 201 of POST and 200 of all else. `choices`: of a part of the path.
    """

    method: str
    template: str
    answers: Handler
    says: str
    query: tuple[tuple[str, str], ...] = ()
    body: type[Any] | None = None
    status: int = 0
    gives: str = "application/json"
    choices: tuple[str, ...] = ()
