"""Whom a rule means, and what stops a segment, in words."""

from polku.know.rules.condition import RuleError
from polku.know.rules.sentence import everyone
from polku.know.rules.tree import read
from polku.know.rules.unanswered import in_words as unanswered
from polku.know.segments.leaf import reading
from polku.know.segments.models import Segment


def in_words(rule: object) -> str:
    """ "Everyone who bought…"; "" where it cannot be read any more: somebody took away what it asks for."""
    try:
        return everyone(rule)
    except RuleError:
        return ""


def trouble_of(segment: Segment) -> str:
    """Why it is not followed, in the reader's language; "" where nothing is wrong."""
    if not segment.trouble:
        return ""
    if said := unanswered(segment.trouble):
        return said
    try:
        with reading(segment):
            read(segment.rule)
    except RuleError as problem:
        return str(problem)
    return segment.trouble
