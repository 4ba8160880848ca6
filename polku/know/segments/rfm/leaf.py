"""rfm: whoever has certain scores, or belongs to a class of them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from polku.know.people.columns import PERSON
from polku.know.rules.combine import All
from polku.know.rules.condition import Condition, Depends, Node, Writer, did_you_mean, leaf
from polku.know.segments.rfm import sql
from polku.know.segments.rfm.classes import CLASSES, NAMES

SCORES = ("recency", "frequency", "monetary")


@dataclass(frozen=True)
class Scored(Condition):
    """A customer with one of these scores."""

    score: str
    wanted: tuple[int, ...]

    def sql(self, write: Writer) -> str:
        return sql.WHO.format(person=PERSON, score=self.score, wanted=write.value(list(self.wanted), "Array(UInt8)"))

    def sentence(self, *, is_negated: bool = False) -> str:
        *some, last = map(str, self.wanted)
        scores = _("%(some)s or %(last)s") % {"some": ", ".join(some), "last": last} if some else last
        return self._forms(is_negated=is_negated)[self.score] % {"scores": scores}

    def depends(self) -> Depends:
        return Depends()  # scores stand still for a day; then everybody is asked anew

    @staticmethod
    def _forms(*, is_negated: bool) -> dict[str, str]:
        if is_negated:
            return {
                "recency": _("does not have a recency score of %(scores)s"),
                "frequency": _("does not have a frequency score of %(scores)s"),
                "monetary": _("does not have a spending score of %(scores)s"),
            }
        return {
            "recency": _("has a recency score of %(scores)s"),
            "frequency": _("has a frequency score of %(scores)s"),
            "monetary": _("has a spending score of %(scores)s"),
        }


@dataclass(frozen=True)
class InClass(Condition):
    """A customer of a class."""

    name: str
    part: Condition

    def sql(self, write: Writer) -> str:
        return self.part.sql(write)

    def sentence(self, *, is_negated: bool = False) -> str:
        form = _("is not of the RFM class “%(class)s”") if is_negated else _("is of the RFM class “%(class)s”")
        return form % {"class": NAMES[self.name]}

    def depends(self) -> Depends:
        return Depends()


@leaf("rfm")
def read_rfm(node: Node) -> Condition:
    """{"rfm": "champions"}, {"rfm": {"recency": [4, 5], "monetary": [5]}}. Raises RuleError."""
    node.allow("rfm")
    given = node.given["rfm"]
    if isinstance(given, str):
        if given not in CLASSES:
            words = {"given": given[:40], "known": ", ".join(CLASSES)}
            sentence = _("“%(given)s” is not one of %(known)s") % words
            raise node.wrong("rfm", sentence + did_you_mean(given, list(CLASSES)))
        return InClass(
            given, All([Scored(score, wanted) for score, wanted in zip(SCORES, CLASSES[given], strict=False)])
        )
    if not isinstance(given, dict) or not given:
        raise node.wrong("rfm", _("write for example “champions”, or {“recency”: [4, 5], “monetary”: [5]}"))
    inner = Node(given, node.at("rfm"))
    inner.allow(*SCORES)
    return All([Scored(score, _wanted(inner, score)) for score in SCORES if score in given])


def _wanted(node: Node, score: str) -> tuple[int, ...]:
    given = node.given[score]
    is_list = isinstance(given, list) and 0 < len(given) <= 5
    if not is_list or not all(isinstance(one, int) and not isinstance(one, bool) and 1 <= one <= 5 for one in given):
        raise node.wrong(score, _("this is a list of scores from 1 to 5"))
    return tuple(sorted(set(given)))
