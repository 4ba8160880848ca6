"""A first look at a template, in one pass: is every brace closed?

The Liquid lexer takes time with the square of unclosed braces (10,000 characters of "{{": 17 seconds), so it is only
ever handed text in which every tag is short and closed.
"""

from django.utils.translation import gettext as _

from polku.say.content.limits import TAG_CHARACTERS, TAGS, TEMPLATE_CHARACTERS
from polku.say.content.problem import Problem, line_of

CLOSING = {"{{": "}}", "{%": "%}"}


def scan(text: str) -> Problem | None:
    """The first thing that is wrong, if any."""
    if len(text) > TEMPLATE_CHARACTERS:
        return Problem(_("The text is longer than {most} characters.").format(most=TEMPLATE_CHARACTERS))
    if text.count("{{") + text.count("{%") > TAGS:
        return Problem(_("The text has more than {most} tags.").format(most=TAGS))
    position = 0
    while (start := _next_opening(text, position)) >= 0:
        opening = text[start : start + 2]
        end = text.find(CLOSING[opening], start + 2, start + TAG_CHARACTERS)
        line = line_of(text, start)
        if end < 0 or _next_opening(text, start + 2, end) >= 0:
            return Problem(_("“{opening}” is not closed.").format(opening=opening), line)
        if text[start + 2 : end].strip("-").strip() == "raw":
            return Problem(_("There is no tag “{tag}”.").format(tag="raw"), line)
        position = end + 2
    return None


def _next_opening(text: str, start: int, end: int | None = None) -> int:
    end = len(text) if end is None else end
    found = [at for at in (text.find(opening, start, end) for opening in CLOSING) if at >= 0]
    return min(found, default=-1)
