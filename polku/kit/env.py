"""Settings from the environment: each with its unit, default and meaning, and loud on nonsense."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TypeVar

T = TypeVar("T")


class Nonsense(SystemExit):
    """A setting cannot be understood; the program does not start."""


@dataclass(frozen=True)
class Setting:
    name: str
    default: str
    unit: str
    meaning: str


class Settings:
    """Reads settings one by one and remembers what was declared, so that the documentation can be checked."""

    def __init__(self, environ: dict[str, str] | None = None) -> None:
        self.environ = dict(os.environ) if environ is None else environ
        self.declared: list[Setting] = []

    def text(self, name: str, default: str, *, meaning: str, unit: str = "text") -> str:
        self.declared.append(Setting(name, default, unit, meaning))
        return self.environ.get(name, "").strip() or default

    def number(
        self, name: str, default: int, *, unit: str, meaning: str, least: int = 0, most: int | None = None
    ) -> int:
        given = self.text(name, str(default), unit=unit, meaning=meaning)
        limits = f"a whole number of at least {least}" + (f" and at most {most}" if most is not None else "")
        return self._parse(name, given, lambda text: _in_range(int(text), least, most), limits)

    def yes(self, name: str, default: bool, *, meaning: str) -> bool:
        given = self.text(name, "yes" if default else "no", unit="yes or no", meaning=meaning)
        answers = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
        return self._parse(name, given, lambda text: answers[text.lower()], "yes or no")

    def url(self, name: str, default: str, *, schemes: tuple[str, ...], meaning: str) -> str:
        given = self.text(name, default, unit="address", meaning=meaning)
        if given and given.split(":", 1)[0] not in schemes:
            raise Nonsense(f'{name} is "{given}": it must start with {" or ".join(s + "://" for s in schemes)}')
        return given

    def server(self, name: str, *, meaning: str) -> str:
        """A machine by its number, with or without a port: `192.0.2.1`, `127.0.0.1:5353`, `[2001:db8::1]:53`."""
        given = self.text(name, "", unit="address, or address:port", meaning=meaning)
        return self._parse(name, given, _server, "an IP address, with or without a port") if given else ""

    @staticmethod
    def _parse(name: str, given: str, parse: Callable[[str], T], expected: str) -> T:
        try:
            return parse(given)
        except (ValueError, KeyError) as problem:
            raise Nonsense(f'{name} is "{given}": it must be {expected}') from problem


def _server(text: str) -> str:
    port = 53
    try:
        ip_address(text)
    except ValueError:
        host, _colon, number = text.rpartition(":")
        ip_address(host.removeprefix("[").removesuffix("]"))
        port = int(number)
    _in_range(port, 1, 65_535)
    return text


def _in_range(number: int, least: int, most: int | None) -> int:
    if number < least or (most is not None and number > most):
        raise ValueError(number)
    return number
