"""Emoji in texts, and the braces of texts of version 2."""

import re
from collections import Counter
from typing import Any

from polku.lab.line.schema.checks import units
from polku.lab.line.schema.faults import Faults, Place

KEY = re.compile(r"[0-9a-zA-Z_]{1,20}")
MOST_SUBSTITUTIONS, MOST_OF_A_KIND = 100, 20


def emoji(message: dict[str, Any], at: Place, faults: Faults) -> None:
    """Each index is the place of a `$`, counted in UTF-16 code units; none is named twice."""
    emojis = message.get("emojis") or []
    there = set(dollars(message["text"])) if emojis else set()
    for place, one in enumerate(emojis):
        if one["index"] not in there:
            faults.add((((at, "emojis"), place), "index"), "The index must be that of a $ in the text")
        there.discard(one["index"])


def dollars(text: str) -> list[int]:
    return [units(text[: found.start()]) for found in re.finditer(r"\$", text)]


def braces(message: dict[str, Any], at: Place, faults: Faults) -> None:
    given = message.get("substitution") or {}
    if len(given) > MOST_SUBSTITUTIONS:
        faults.add((at, "substitution"), f"Size must be between 0 and {MOST_SUBSTITUTIONS}")
    for key in given:
        if not KEY.fullmatch(key):
            faults.add(((at, "substitution"), key), "The key must match [0-9a-zA-Z_]{1,20}")
    keys = holes(message["text"])
    if keys is None:
        faults.add((at, "text"), "Braces must be paired; write {{ and }} for braces that shall be shown")
        return
    for key in dict.fromkeys(keys):
        if key not in given:
            faults.add((at, "text"), f"There is no substitution for {{{key}}}")
    kinds = Counter(given[key].get("type") for key in keys if isinstance(given.get(key), dict))
    for kind in ("mention", "emoji"):
        if kinds[kind] > MOST_OF_A_KIND:
            faults.add((at, "substitution"), f"At most {MOST_OF_A_KIND} of type {kind}")


def holes(text: str) -> list[str] | None:
    """The keys of all `{key}`; None where braces do not pair."""
    keys, at = [], 0
    while at < len(text):
        sign = text[at]
        if text[at : at + 2] in ("{{", "}}"):
            at += 2
        elif sign == "{":
            end = text.find("}", at)
            if end < 0 or not KEY.fullmatch(text[at + 1 : end]):
                return None
            keys.append(text[at + 1 : end])
            at = end + 1
        elif sign == "}":
            return None
        else:
            at += 1
    return keys


def mention(substitution: dict[str, Any], at: Place, faults: Faults) -> None:
    target = substitution["mentionee"]
    if target["type"] == "user" and not re.fullmatch(r"U[0-9a-f]{32}", target["userId"]):
        faults.add(((at, "mentionee"), "userId"), "The user id is invalid")


RULES = {"TextMessage": emoji, "TextMessageV2": braces, "MentionSubstitutionObject": mention}
