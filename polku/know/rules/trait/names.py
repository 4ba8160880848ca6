"""The names under which traits are asked for."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polku.know.rules.condition import Node
from polku.know.rules.operators.place import can_be_asked_for

KEYS, LENGTH = 10, 1_000

# Known also where no trait says so: as a name that events came under. The column holds what a person is written to by.
ADDRESSES = ("email", "phone")
# What polku itself knows of everybody: never a trait.
OWN = "polku"
TEXTS = ("name",)
NUMBERS = ("orders", "revenue")
MOMENTS = ("first_seen", "last_seen")
FACTS = (*TEXTS, *NUMBERS, *MOMENTS)
LABELS = {
    "email": gettext_lazy("e-mail address"),
    "phone": gettext_lazy("phone number"),
    "polku.name": gettext_lazy("name"),
    "polku.orders": gettext_lazy("number of orders"),
    "polku.revenue": gettext_lazy("revenue"),
    "polku.first_seen": gettext_lazy("first visit"),
    "polku.last_seen": gettext_lazy("last visit"),
}


def read_name(node: Node, key: str, given: object) -> tuple[str, ...]:
    """address.city, pets[].name → its keys. Raises RuleError."""
    keys = tuple(given.split(".")) if isinstance(given, str) else ()
    if not 0 < len(keys) <= KEYS or not all(map(_can_be_asked_for, keys)) or len(str(given)) > LENGTH:
        raise node.wrong(key, _("this must be the name of a trait, for example city or address.city"))
    if keys[0] == OWN and (len(keys) != 2 or keys[1] not in FACTS):
        known = ", ".join(f"{OWN}.{fact}" for fact in FACTS)
        raise node.wrong(key, _("of what begins with “polku.” there is: %(known)s") % {"known": known})
    return keys


def label(keys: Sequence[str]) -> str:
    """What a reader calls it."""
    name = ".".join(keys)
    return str(LABELS.get(name, name))


def _can_be_asked_for(key: str) -> bool:
    return can_be_asked_for(key.removesuffix("[]"))
