"""Lengths and forms of single fields, from facts.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import regex

from polku.lab.line.schema.checks import Check, units
from polku.lab.line.schema.faults import Faults, Place

CLUSTER = regex.compile(r"\X")
OWN_MACHINE = {"127.0.0.1", "localhost", "::1"}
ADDRESS = regex.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%|{}^`\\\"<>]+")


@cache
def facts() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).parents[1].joinpath("facts.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Limits:
    check: Check
    is_needed: bool
    replaces_length: bool  # the counter is another than that of the OpenAPI files


def field_checks(name: str) -> dict[str, Limits]:
    """What holds of the fields of one schema, beyond its types."""
    return {
        field: Limits(_check(said), bool(said.get("needed")), "graphemes" in said)
        for field, said in facts()["fields"].get(name, {}).items()
    }


def graphemes(value: str) -> int:
    """Extended grapheme clusters (UAX #29). CR LF is one of them even in ASCII."""
    return len(value) if value.isascii() and "\r" not in value else len(CLUSTER.findall(value))


def too_long(value: str, *, most: int, counter: str) -> bool:
    if len(value) <= most // 2:  # no counter gives more than two a character
        return False
    return (graphemes(value) if counter == "graphemes" else units(value)) > most


def _check(said: Mapping[str, Any]) -> Check:
    least = said.get("least", 0)
    counters = [(name, said[name]) for name in ("units", "graphemes") if name in said]
    schemes = tuple(said.get("schemes", ()))
    most_items = said.get("items")
    least_items = said.get("items_least", 0)

    def check(value: Any, at: Place, faults: Faults) -> None:
        if isinstance(value, list):
            if most_items is not None and not least_items <= len(value) <= most_items:
                faults.add(at, f"Size must be between {least_items} and {most_items}")
            return
        if not isinstance(value, str):
            return
        if len(value) < least:
            faults.add(at, "May not be empty")
            return
        for counter, most in counters:
            if too_long(value, most=most, counter=counter):
                faults.add(at, f"Length must be between {least} and {most}")
                return
        if schemes and (why := _no_address(value, schemes)):
            faults.add(at, why)

    return check


@lru_cache(maxsize=4_096)
def _no_address(value: str, schemes: tuple[str, ...]) -> str:
    """Why this is no address that LINE takes; empty where it is one. Non-ASCII signs must be percent-encoded."""
    if not ADDRESS.fullmatch(value):
        return "invalid uri"
    try:
        parts = urlsplit(value)
    except ValueError:
        return "invalid uri"
    # On a laptop pictures stand on the same machine: the one thing that the lab takes and LINE would not.
    if parts.scheme not in schemes and not (parts.scheme == "http" and parts.hostname in OWN_MACHINE):
        return "invalid uri scheme"
    has_place = bool(parts.netloc) if parts.scheme in ("http", "https", "line") else bool(parts.path)
    return "" if has_place else "invalid uri"
