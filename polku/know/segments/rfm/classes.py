"""Classes of customers by their scores: each customer belongs to exactly one."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HIGH, MIDDLE, LOW = (4, 5), (3,), (1, 2)
OFTEN, SOMETIMES, ONCE = (4, 5), (2, 3), (1,)

# Name → scores of recency and of frequency.
CLASSES: Mapping[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    "champions": (HIGH, OFTEN),
    "promising": (HIGH, SOMETIMES),
    "new": (HIGH, ONCE),
    "loyal": (MIDDLE, OFTEN),
    "need_attention": (MIDDLE, SOMETIMES),
    "about_to_sleep": (MIDDLE, ONCE),
    "at_risk": (LOW, OFTEN),
    "hibernating": (LOW, SOMETIMES),
    "lost": (LOW, ONCE),
}
NAMES: Mapping[str, Promise] = {
    "champions": _("Champions"),
    "promising": _("Promising"),
    "new": _("New customers"),
    "loyal": _("Loyal customers"),
    "need_attention": _("Need attention"),
    "about_to_sleep": _("About to sleep"),
    "at_risk": _("At risk"),
    "hibernating": _("Hibernating"),
    "lost": _("Lost customers"),
}
