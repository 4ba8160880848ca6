"""Segments in words."""

from polku.know.rules.condition import RuleError
from polku.know.rules.sentence import sentence


def in_words(rule: object) -> str:
    """The rule as a sentence; "" where it cannot be read any more: somebody took away what it asks for."""
    try:
        return sentence(rule)
    except RuleError:
        return ""
