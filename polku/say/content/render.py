"""Templates become text."""

from collections.abc import Mapping
from functools import lru_cache

from django.utils.translation import gettext as _
from liquid import BoundTemplate, escape
from liquid.exceptions import (
    FilterArgumentError,
    LiquidError,
    LoopIterationLimitError,
    OutputStreamLimitError,
    ResourceLimitError,
    UnknownFilterError,
)

from polku.say.content.problem import BrokenTemplate, Problem, TooSlow, line_of
from polku.say.content.sandbox import HTML, PLAIN, TimeLimitError, check_ranges
from polku.say.content.scan import scan

# What Python raises inside a template that computes nonsense: "a" times a list, a number of 5,000 digits, …
NONSENSE = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)

TAG_SHOWN = 60


def render(text: str, person: Mapping[str, object], *, is_html: bool = False) -> str:
    """Fill a template in for one person, given as `fields.merge_fields` makes them. Raises BrokenTemplate.

    A fact that is not known is empty. With `is_html` facts are escaped and the template's own text is not.
    """
    if "{{" not in text and "{%" not in text:
        return text
    template = compiled(text, is_html=is_html)
    try:
        return fill(template, person, text=text)
    except TooSlow:
        return fill(template, person, text=text)


def fill(template: BoundTemplate, person: Mapping[str, object], *, text: str = "") -> str:
    """The same where the template has been read. `text`: what it was read from, for the line of a problem."""
    try:
        return str(template.render(person=person))
    except TimeLimitError as error:
        raise TooSlow(_problem(error, text)) from error
    except LiquidError as error:
        raise BrokenTemplate(_problem(error, text)) from error
    except NONSENSE as error:
        raise BrokenTemplate(Problem(_("The template cannot be filled in for this person."))) from error


@lru_cache(maxsize=64)
def compiled(text: str, *, is_html: bool = False) -> BoundTemplate:
    """Read a template: once, however many people it is for. Raises BrokenTemplate."""
    problem = scan(text)
    if problem is not None:
        raise BrokenTemplate(problem)
    try:
        template = (HTML if is_html else PLAIN).from_string(text)
        check_ranges(template)
    except LiquidError as error:
        raise BrokenTemplate(_problem(error, text)) from error
    except NONSENSE as error:
        raise BrokenTemplate(Problem(_("The template cannot be read."))) from error
    return template


def escaped(text: str) -> str:
    """Text for HTML."""
    return str(escape(text))


def _problem(error: LiquidError, text: str) -> Problem:
    position = error.token.start_index if error.token is not None else -1
    return Problem(_sentence(error, _tag(text, position)), line_of(text, position) if position >= 0 else None)


def _tag(text: str, position: int) -> str:
    """The whole {{ … }} in which it stands; "" where it is none, or nobody can say."""
    start = max(text.rfind("{{", 0, position + 2), text.rfind("{%", 0, position + 2)) if position >= 0 else -1
    end = text.find("}}", start) if start >= 0 and text.startswith("{{", start) else -1
    return text[start : end + 2] if end >= 0 else ""


def _sentence(error: LiquidError, tag: str) -> str:
    match error:
        case TimeLimitError():
            return _("The template takes too long.")
        case LoopIterationLimitError():
            return _("The template's loops go round too often.")
        case OutputStreamLimitError():
            return _("The text becomes too long.")
        case ResourceLimitError():
            return _("The template takes too much room.")
        case UnknownFilterError():
            return _("There is a filter here that does not exist ({detail}).").format(detail=error.message)
        case FilterArgumentError() if tag:
            return _("“{tag}” cannot be filled in ({detail}).").format(tag=tag[:TAG_SHOWN], detail=error.message)
        case FilterArgumentError():
            return _("A filter cannot be used like this ({detail}).").format(detail=error.message)
    if tag and "|" not in tag:
        sentence = _("“{tag}” cannot be read: between {begin} and {end} stands a person’s fact, such as {example}.")
        return sentence.format(tag=tag[:TAG_SHOWN], begin="{{", end="}}", example="{{ person.first_name }}")
    return _("This cannot be read ({detail}).").format(detail=error.message)
