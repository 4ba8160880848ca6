"""Asking the polku that is running, where only it can answer."""

import json
import urllib.error
import urllib.request
from typing import Any, cast

TIMEOUT_S = 30


class NoAnswer(Exception):
    """The polku that is running did not give what was asked for; the sentence says why."""


def post(url: str, given: dict[str, Any], *, api_key: str, language: str) -> dict[str, Any]:
    """Raises NoAnswer."""
    headers = {
        "Authorization": f"Bearer {api_key}",
        "Content-Type": "application/json",
        "Accept-Language": language,
    }
    request = urllib.request.Request(url, json.dumps(given).encode(), headers)  # noqa: S310 - the address of our settings
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310 - the same
            return cast(dict[str, Any], json.load(answer))
    except urllib.error.HTTPError as refusal:
        raise NoAnswer(_sentence(refusal)) from refusal
    except (OSError, ValueError) as problem:
        raise NoAnswer(f"{url} does not answer: {problem}") from problem


def _sentence(refusal: urllib.error.HTTPError) -> str:
    try:
        return str(json.load(refusal)["error"]["sentence"])
    except (ValueError, KeyError, TypeError):
        return f"{refusal.url} answers {refusal.code}"
