"""Who sees a block, as the page's form has it: a rule as JSON, which the page says in words."""

import json
from typing import Any

from django.utils.translation import gettext as _

from polku.know.segments.words import in_words


def rule_of(text: str) -> Any:
    """What is no rule stays what it is: it is refused where messages are read."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def text_of(rule: object) -> str:
    return json.dumps(rule, ensure_ascii=False, separators=(",", ":")) if rule is not None else ""


def whom(text: str) -> str:
    """ "Everyone who bought…"; "" for everybody."""
    return (
        (in_words(rule_of(text)) or _("People of whom something is true that cannot be asked any more")) if text else ""
    )
