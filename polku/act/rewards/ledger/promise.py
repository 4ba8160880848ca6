"""What terms have in common, of whatever kind: they are read strictly, and what is wrong is said in a sentence."""

from datetime import datetime
from typing import Annotated, Any, TypeVar

import msgspec
from django.utils.translation import gettext as _

from polku.say.content.problem import Problem

Terms = TypeVar("Terms", bound=msgspec.Struct)
Instant = Annotated[datetime, msgspec.Meta(tz=True)]  # without a zone nobody knows when it is


class TermsProblem(ValueError):
    """They cannot be meant: `problem` says which field, and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


def understood(given: Any, kind: type[Terms]) -> Terms:
    """Raises TermsProblem."""
    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as problem:
        raise TermsProblem(Problem(_("This is not understood: {detail}").format(detail=problem))) from problem
