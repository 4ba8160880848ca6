"""National quiet hours in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polku.say.limits.national import National

Words = Mapping[str, str | Promise]

KINDS: Words = {
    "law": gettext_lazy("By law"),
    "operators": gettext_lazy("Phone companies deliver none then"),
    "custom": gettext_lazy("What people expect"),
}
COVERS: Words = {
    "all": gettext_lazy("for any channel"),
    "electronic": gettext_lazy("for texts, calls, chats and push messages, not for e-mail"),
    "texts": gettext_lazy("for texts"),
    "calls": gettext_lazy("for calls"),
}
DAYS: Words = {
    "saturdays": gettext_lazy("parts of Saturdays"),
    "sundays": gettext_lazy("Sundays"),
    "holidays": gettext_lazy("public holidays"),
}


def in_words(one: National) -> str:
    """ "By law, for texts, for calls. Also free: Sundays" """
    told = ", ".join(str(words) for words in (KINDS[one.kind], *(COVERS[what] for what in one.covers)))
    if not one.days:
        return told
    days = ", ".join(str(DAYS[day]) for day in one.days)
    return _("{told}. It also keeps free, which these hours do not: {days}").format(told=told, days=days)
