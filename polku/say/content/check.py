"""Looking a template over before anybody is written to."""

from collections.abc import Iterable
from itertools import islice

from django.utils.translation import gettext as _
from liquid import BoundTemplate

from polku.say.content.filters import ALLOWED
from polku.say.content.problem import BrokenTemplate, Problem, line_of
from polku.say.content.render import compiled

MOST_PROBLEMS = 20  # told at once
KNOWN = {"person"}  # all that a template may speak of, besides its own variables


def check(text: str, *, field: str = "") -> list[Problem]:
    """Everything that is wrong with a template: what cannot be read, and what would silently stay empty."""
    try:
        template = compiled(text)
    except BrokenTemplate as broken:
        return [Problem(broken.problem.sentence, broken.problem.line, field)]
    found = islice(_problems(template, text, field), MOST_PROBLEMS)
    return sorted(found, key=lambda problem: problem.line or 0)


def check_message(*, subject: str, body: str) -> list[Problem]:
    """The problems of both parts."""
    return check(subject, field="subject") + check(body, field="body")


def _problems(template: BoundTemplate, text: str, field: str) -> Iterable[Problem]:
    found = template.analyze(include_partials=False)
    for name, spans in found.filters.items():
        if name not in ALLOWED:
            sentence = _("There is no filter “{name}”.").format(name=name)
            yield from (Problem(sentence, line_of(text, span.index), field) for span in spans)
    for name, variables in found.globals.items():
        if name not in KNOWN:
            sentence = _("There is no “{name}”. Facts of a person are written person.{name}.").format(name=name)
            yield from (Problem(sentence, line_of(text, variable.span.index), field) for variable in variables)
