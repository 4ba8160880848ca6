"""A quiz as it is typed: a question on a line, its answers below, each after "-", the right one after "*"."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _


class NotUnderstood(ValueError):
    """A sentence on what cannot be read."""


def quiz_of(text: str) -> list[dict[str, Any]]:
    """Raises NotUnderstood."""
    found: list[dict[str, Any]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if line[0] not in "-*":
            found.append({"text": line, "answers": [], "right": -1})
            continue
        if not found:
            raise NotUnderstood(_("It begins with a question; its answers come below, after - or *."))
        if line[0] == "*":
            if found[-1]["right"] != -1:
                raise NotUnderstood(_("“{question}” has two right answers.").format(question=found[-1]["text"]))
            found[-1]["right"] = len(found[-1]["answers"])
        found[-1]["answers"].append(line[1:].strip())
    for one in found:
        if one["right"] == -1 or len(one["answers"]) < 2:
            sentence = _("“{question}” needs two answers or more, and * before the right one.")
            raise NotUnderstood(sentence.format(question=one["text"]))
    return found


def as_text(questions: Sequence[Mapping[str, Any]]) -> str:
    return "\n".join(
        line
        for one in questions
        for line in (
            one["text"],
            *(f"{'*' if nth == one['right'] else '-'} {answer}" for nth, answer in enumerate(one["answers"])),
            "",
        )
    ).strip()
