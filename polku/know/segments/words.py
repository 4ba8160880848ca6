"""Whom a rule means, in words."""

from polku.know.rules.condition import RuleError
from polku.know.rules.sentence import everyone


def in_words(rule: object) -> str:
    """ "Everyone who bought…"; "" where it cannot be read any more: somebody took away what it asks for."""
    try:
        return everyone(rule)
    except RuleError:
        return ""
