"""From a rule to a sentence in the reader's language."""

from django.utils.translation import gettext as _

from polku.know.rules.combine import All, Any, Not
from polku.know.rules.compare import Compare
from polku.know.rules.condition import Condition
from polku.know.rules.trait.leaf import Trait
from polku.know.rules.tree import read


def sentence(rule: object) -> str:
    """ "bought at least 2 times in the last 30 days, and city is “Tokyo”". Raises RuleError."""
    return read(rule).sentence()


def everyone(rule: object) -> str:
    """ "Everyone who bought", "Everyone whose city is “Tokyo”", "Everybody": whom a rule means. Raises RuleError."""
    condition = read(rule)
    if isinstance(condition, All | Any) and not condition.parts:
        return _("Everybody") if isinstance(condition, All) else _("Nobody")
    about_traits = _about_traits(condition)
    if about_traits == {True}:
        form = _("Everyone whose %(rule)s")
    elif about_traits == {False}:
        form = _("Everyone who %(rule)s")
    else:
        form = _("Everyone of whom this is true: %(rule)s")
    return form % {"rule": condition.sentence()}


def _about_traits(condition: Condition) -> set[bool]:
    """Of each leaf, whether it tells what somebody has, not what somebody does."""
    if isinstance(condition, Not):
        return _about_traits(condition.part)
    if isinstance(condition, All | Any) and condition.parts:
        return set().union(*map(_about_traits, condition.parts))
    return {isinstance(condition, Trait | Compare)}
