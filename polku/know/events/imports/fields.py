"""What an import can hold, and the headings by which other programs call it."""

import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from polku.know.events.imports.problems import UnknownColumn
from polku.know.events.imports.refusals import OWN_COLUMNS

_headings: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("headings.toml").read_text("utf-8"))
ORDERS = _headings["orders"]
PEOPLE = _headings["people"]
# By kind. Consents name people by the same headings, less those that in such files mean something else.
HEADINGS = _headings | {
    "consents": {field: PEOPLE[field] for field in ("user_id", "anonymous_id", "email", "phone")}
    | _headings["consents"]
}


def map_columns(
    header: Sequence[str], known: Mapping[str, str], *, given: Mapping[str, str], rest: bool
) -> dict[str, str]:
    """Field → heading: what was given, then what the headings say, with `rest` then all others as they are called."""
    for field, name in given.items():
        if name and name not in header:
            raise UnknownColumn(f'there is no column "{name}" for {field}; the file has: {", ".join(header)}')
    found = {_field(field, known): name for field, name in given.items() if name}
    unwanted = {_field(field, known) for field, name in given.items() if not name}
    free = {normal(name): name for name in reversed(header) if name not in found.values() and name not in OWN_COLUMNS}
    for field, headings in known.items():
        if field in found or field in unwanted:
            continue
        for heading in headings.split():
            if heading in free:
                found[field] = free.pop(heading)
                break
    if rest:
        found |= {name: name for name in free.values() if name not in found and not name.startswith("column ")}
    return found


def only(given: Mapping[str, str], header: Sequence[str]) -> dict[str, str]:
    """Field → heading, as it was given and no more."""
    found = {field: name for field, name in given.items() if name}
    for field, name in found.items():
        if name not in header:
            raise UnknownColumn(f'there is no column "{name}" for {field}; the file has: {", ".join(header)}')
    return found


def _field(given: str, known: Mapping[str, str]) -> str:
    """`price` is what `products.price` is called on the command line, `first_name` is firstName, `traits.x` is x."""
    given = given.removeprefix("traits.").removeprefix("properties.")
    if given in known:
        return given
    if f"products.{given}" in known:
        return f"products.{given}"
    return next((field for field in known if normal(field) == normal(given)), given)


def normal(heading: str) -> str:
    """Unit price (€) → unitprice; full-width letters as their plain ones."""
    plain = unicodedata.normalize("NFKC", heading).lower()
    plain = plain.split("(")[0] or plain
    return "".join(letter for letter in plain if letter.isalnum() or unicodedata.category(letter) in ("Mc", "Mn"))
