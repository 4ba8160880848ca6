"""Looking the conditions of a message over: what cannot be kept."""

import json
from collections.abc import Iterator

from django.utils.translation import gettext as _

from polku.know.rules.condition import RuleError
from polku.know.rules.tree import read
from polku.know.segments.made_of import nothing_archived
from polku.say.content.blocks.blocks import Footer, Mail
from polku.say.content.chat.blocks import Chat
from polku.say.content.conditions.rules import MOST, conditions, walk
from polku.say.content.problem import Problem

LETTERS = 20_000  # of one rule, as JSON: eight of them are one question


def problems(written: Mail | Chat) -> list[Problem]:
    """A problem's `field` is the block's: "blocks.3"."""
    blocks = [(place, one) for place, one in walk(written) if one.only_if is not None]
    if not blocks:
        return []
    found = [problem for place, one in blocks for problem in _of(one, place)]
    if len(conditions(written)) > MOST:
        sentence = _("A message has at most {most} different conditions.").format(most=MOST)
        found.append(Problem(sentence, field="blocks"))
    return found


def _of(block: object, place: str) -> Iterator[Problem]:
    rule = getattr(block, "only_if", None)
    if isinstance(block, Footer):
        yield Problem(_("The footer is for everybody: the way out stands in it."), field=place)
    elif len(json.dumps(rule)) > LETTERS:
        yield Problem(_("The condition of this block is too long: make it a segment."), field=place)
    else:
        try:
            read(rule)
            nothing_archived(rule)
        except RuleError as error:
            yield Problem(_("Who sees this block: {problem}").format(problem=error), field=place)
