"""The words of the lab's pages, in the language of whoever looks at them."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

ENGLISH = "en"
COOKIE = "lab_language"


@cache
def languages() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def words(language: str) -> dict[str, str]:
    return languages().get(language, languages()[ENGLISH])


def language_of(headers: Mapping[str, str]) -> str:
    """What was chosen on a page, else what the browser asks for first of those that there are, else English."""
    for part in headers.get("cookie", "").split(";"):
        name, _, value = part.strip().partition("=")
        if name == COOKIE and value in languages():
            return value
    for wish in headers.get("accept-language", "").split(","):
        code = wish.split(";")[0].strip()[:2].lower()
        if code in languages():
            return code
    return ENGLISH
