"""Which language a person reads, as their traits say it: a tag as phones write it, “ja”, “pt-BR”, “zh_TW”."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from polku.kit import columns

SAID_AS = ("language", "locale")  # traits; the first that says anything counts
TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
LONGEST = 12
SAID = "replaceAll(lower(trimBoth(ifNull(toString({path}), ''))), '_', '-')"


def tag(given: str) -> str | None:
    """As it is kept: “pt-br”; None for what is no tag of a language."""
    found = given.strip().lower().replace("_", "-")
    return found if TAG.fullmatch(found) and len(found) <= LONGEST else None


def said_by(traits: Mapping[str, Any]) -> str:
    """What a person's traits say; "" where nothing."""
    said = (traits.get(name) for name in SAID_AS)
    texts = (one.strip().lower().replace("_", "-") for one in said if isinstance(one, str))
    return next((one for one in texts if one), "")


def reads(said: str, language: str) -> bool:
    """Whether somebody who says the one reads the other: “pt” is for “pt-br” too, not the other way round."""
    return said == language or said.startswith(f"{language}-")


def best_of(said: str, languages: Sequence[str]) -> str:
    """The closest of those that there are; "" where none fits."""
    return max((one for one in languages if one and reads(said, one)), key=len, default="")


def said_sql() -> str:
    """The same of a row of `people` in the columns."""
    first, second = (SAID.format(path=columns.path("traits", name)) for name in SAID_AS)
    return f"if({first} != '', {first}, {second})"
