"""How a customer scores by recency, frequency and spending."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from polku.doors.web.segments.builder.fields import Choices, Field
from polku.doors.web.segments.builder.kinds.kind import Kind, Parts, Read, Values
from polku.know.segments.rfm.classes import NAMES

SCORES: Choices = (("recency", _("recency")), ("frequency", _("frequency")), ("monetary", _("spending")))
FIFTHS = ("1", "2", "3", "4", "5")


class Rfm(Kind):
    name = "rfm"
    title = _("Is a customer of a class (RFM)")
    icon = "trophy"
    about = _("All customers are put into fifths once a day, by last order, number of orders and what they spent.")

    def fields(self, values: Values) -> list[Field]:
        by_score: tuple[str, Any] = ("", _("by scores"))
        found = [Field("class", _("Class"), "choice", (*NAMES.items(), by_score), reshapes=True)]
        if values.get("class"):
            return found
        for score, words in SCORES:
            found += [
                Field(f"{score}_{fifth}", fifth if nth else f"{words} {fifth}", "check")
                for nth, fifth in enumerate(FIFTHS)
            ]
        return found

    def write(self, values: Values, parts: Parts) -> Any:
        if values.get("class"):
            return {"rfm": values["class"]}
        wanted = {score: [int(fifth) for fifth in FIFTHS if values.get(f"{score}_{fifth}")] for score, _words in SCORES}
        return {"rfm": {score: fifths for score, fifths in wanted.items() if fifths}}

    def read(self, node: Any) -> Read | None:
        match node:
            case {"rfm": str(name), **others} if not others and name in NAMES:
                return Read({"class": name})
            case {"rfm": dict(scores), **others} if not others and all(_are_fifths(one) for one in scores.values()):
                return Read({f"{score}_{fifth}": "yes" for score, fifths in scores.items() for fifth in fifths})
        return None


def _are_fifths(given: Any) -> bool:
    return isinstance(given, list) and all(type(one) is int and str(one) in FIFTHS for one in given)
