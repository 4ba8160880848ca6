"""Which file holds what, by the headings of its columns."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from polku.know.events.imports.fields import normal
from polku.know.events.imports.problems import MissingField, UnknownColumn
from polku.know.events.imports.sheet import Sheet
from polku.know.events.imports.table import open_sheet

# Field → headings, as `fields.normal` writes them.
HEADINGS: dict[str, str] = {
    "program": "campaignid campaign programid program",
    "person": "userid householdid customerid memberid household customer person",
    "code": "couponupc couponid couponcode coupon code",
    "begins": "startdate begins starts validfrom start",
    "ends": "enddate ends validuntil end",
    "name": "campaignname name title campaigntype type description",
    "product": "productid product sku",
    "used": "redemptiondate redeemedat useddate usedat date timestamp",
}
# What a kind of file must have. The first that fits is meant.
KINDS: dict[str, tuple[str, ...]] = {
    "programs": ("program", "begins", "ends"),
    "used": ("person", "program", "code", "used"),
    "goods": ("program", "code", "product"),
    "given": ("person", "program"),
}


class Opened(msgspec.Struct, frozen=True):
    path: Path
    sheet: Sheet
    fields: dict[str, str]  # field → heading


def opened(paths: Sequence[Path], given: Mapping[str, str]) -> dict[str, Opened]:
    """By kind. `given`: field → heading, where one is called otherwise. Raises ImportProblem."""
    found: dict[str, Opened] = {}
    asked = set(given.values())
    for path in paths:
        sheet = open_sheet(path)
        fields = _fields(sheet.header, given)
        asked -= set(sheet.header)
        kind = next((kind for kind, needed in KINDS.items() if set(needed) <= fields.keys()), "")
        if not kind:
            continue  # of something else: products, people
        if kind in found:
            raise MissingField(f"{path.name} and {found[kind].path.name} both hold {kind}; name the files one by one")
        found[kind] = Opened(path, sheet, fields)
    if asked:
        raise UnknownColumn(f"no file has the column {', '.join(sorted(asked))}")
    for kind in ("programs", "used"):
        if kind not in found:
            raise MissingField(f"no file has the columns of {kind}: {', '.join(KINDS[kind])}; name them with --map")
    return found


def _fields(header: Sequence[str], given: Mapping[str, str]) -> dict[str, str]:
    chosen = {field: name for field, name in given.items() if name in header}
    free = {normal(name): name for name in reversed(header) if name not in chosen.values()}
    for field, headings in HEADINGS.items():
        heading = next((one for one in headings.split() if one in free), None)
        if field not in chosen and heading is not None:
            chosen[field] = free.pop(heading)
    return chosen
