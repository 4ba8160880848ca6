"""What the forms of every subject are made of."""

from collections.abc import Mapping
from typing import Annotated, Any

from ninja import Schema
from pydantic import ConfigDict, StringConstraints

Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]  # PostgreSQL keeps no NUL
Name = Annotated[str, StringConstraints(pattern=r"^[^\x00]*[^\x00\s][^\x00]*$", min_length=1, max_length=200)]


Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]  # ISO 4217


class Given(Schema):
    """What a caller sends: a name that nobody knows is a mistake, not something to pass over."""

    model_config = ConfigDict(extra="forbid")


def answers(
    form: Any, *failures: int, status: int = 200, is_open: bool = False, accepted: Any = None
) -> Mapping[Any, Any]:
    """The answers of an address: what it gives, and the errors that can come instead.

    `accepted`: what it gives, with 202, where what was asked for waits for somebody.
    """
    given = {status: form} | ({202: accepted} if accepted is not None else {})
    known = failures if is_open else (401, 403, *failures)
    return given | dict.fromkeys(sorted(known))  # forms/errors.py describes them all
