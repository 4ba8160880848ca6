"""Asking the polku that is running, where only it can answer: one process only has an embedded column store open."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse
from typing import Any, TypeVar, cast

import click

from polku.doors.cli._language import language

T = TypeVar("T")

TIMEOUT_S = 30
HELD = (
    "polku is running and holds the column store. Make an API key in the settings, and give it with --api-key or in "
    "POLKU_API_KEY: then {url} is asked"
)

api_key = click.option("--api-key", envvar="POLKU_API_KEY", help="For the polku that is running. Or in POLKU_API_KEY.")


class NoAnswer(Exception):
    """The polku that is running did not give what was asked for; the sentence says why."""


@dataclass(frozen=True)
class Api:
    """Of the polku that is running. What is asked raises NoAnswer."""

    url: str
    key: str

    def ask(self, path: str, given: dict[str, Any] | None = None) -> dict[str, Any]:
        """`given`: what is posted; else the address is read."""
        with self._answer(path, given) as answer:
            return cast(dict[str, Any], json.load(answer))

    def lines(self, path: str) -> Iterator[str]:
        """Of a file, as they come."""
        with self._answer(path) as answer:
            for line in answer:
                yield line.decode()

    @contextmanager
    def _answer(self, path: str, given: dict[str, Any] | None = None) -> Iterator[HTTPResponse]:
        url, body = f"{self.url}/api/{path}", json.dumps(given).encode() if given is not None else None
        headers = {
            "Authorization": f"Bearer {self.key}",
            "Content-Type": "application/json",
            "Accept-Language": language(),
        }
        request = urllib.request.Request(url, body, headers)  # noqa: S310 - the address of our settings
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310 - the same
                yield answer
        except urllib.error.HTTPError as refusal:
            raise NoAnswer(_sentence(refusal)) from refusal
        except (OSError, ValueError) as problem:
            raise NoAnswer(f"{url} does not answer: {problem}") from problem


def here_or_there(here: Callable[[], T], there: Callable[[Api], T], *, key: str | None) -> T:
    """Asked here, where nothing else holds the columns; else by the API of the polku that does.

    Raises click.ClickException where neither can answer; what `here` itself raises is not touched.
    """
    from django.conf import settings

    from polku.kit import columns
    from polku.serving import open_columns

    try:
        open_columns()
    except columns.ColumnsBusy as problem:
        if not key:
            raise click.ClickException(HELD.format(url=settings.BASE_URL)) from problem
        try:
            return there(Api(settings.BASE_URL, key))
        except NoAnswer as trouble:
            raise click.ClickException(str(trouble)) from trouble
    except columns.ColumnsError as problem:
        raise click.ClickException(str(problem)) from problem
    try:
        return here()
    finally:
        columns.close()


def _sentence(refusal: urllib.error.HTTPError) -> str:
    try:
        return str(json.load(refusal)["error"]["sentence"])
    except (ValueError, KeyError, TypeError):
        return f"{refusal.url} answers {refusal.code}"
