"""Sequences in words: "did “Cart Updated”, then within 7 days “Order Completed”, in this order"."""

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise

from django.utils.translation import gettext as _

from polku.know.rules.durations import length
from polku.know.rules.happened.when import When
from polku.know.rules.sequence.read import Step


def in_words(steps: Sequence[Step], span_s: int | None, when: Sequence[When], *, is_negated: bool) -> str:
    """The whole sentence."""
    said = (steps[0].said or steps[0].happened).named()
    for before, step in pairwise(steps):
        said = _then(said, before, step)
    if steps[-1].without:
        said = _("%(steps)s, and no %(unwanted)s after it") % {"steps": said, "unwanted": _unwanted(steps[-1])}
    if span_s:
        said = _("%(steps)s, all within %(length)s") % {"steps": said, "length": length(span_s)}
    if len(steps) > 1:
        what = _("did not do %(steps)s, in this order") if is_negated else _("did %(steps)s, in this order")
    else:
        what = _("did not do %(steps)s") if is_negated else _("did %(steps)s")
    what %= {"steps": said}
    for each in when:
        what = each.sentence(what)
    return what


def _then(said: str, before: Step, step: Step) -> str:
    words = {"steps": said, "next": (step.said or step.happened).named()}
    if step.after_s:
        words["length"] = length(step.after_s)
    if before.without:
        words["unwanted"] = _unwanted(before)
    if step.after_s and before.without:
        form = _("%(steps)s, then within %(length)s and with no %(unwanted)s in between %(next)s")
    elif before.without:
        form = _("%(steps)s, then with no %(unwanted)s in between %(next)s")
    else:
        form = _("%(steps)s, then within %(length)s %(next)s") if step.after_s else _("%(steps)s, then %(next)s")
    return form % words


def _unwanted(step: Step) -> str:
    return reduce(_either, (happened.named() for happened in step.without))


def _either(first: str, second: str) -> str:
    return _("%(first)s or %(second)s") % {"first": first, "second": second}
