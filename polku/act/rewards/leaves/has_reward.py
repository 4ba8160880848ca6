"""has_reward: has something of a program that can be used now, or was ever given something of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from polku.act.rewards.leaves.held import crossed, events_of, held
from polku.act.rewards.leaves.program import AHEAD, Named, read_program
from polku.act.rewards.ledger.models import Movement, Program
from polku.know.rules.condition import Condition, Depends, Node, Writer, did_you_mean, leaf

KEY = "has_reward"
KINDS = (Program.Kind.COUPON, Program.Kind.STAMPS, Program.Kind.POINTS, Program.Kind.DRAW)
USABLE, ANY = "usable", "any"
WHO = "SELECT person FROM ({held}) WHERE held > 0"
EVER = "SELECT {person} FROM {events} WHERE {happened}"
CROSSED = "SELECT {person} AS id FROM moments WHERE name IN {names} AND {ahead}"


@dataclass(frozen=True)
class HasReward(Condition):
    """`is_usable`: now; otherwise it was given once, whatever became of it."""

    program: Named
    is_usable: bool = True

    def sql(self, write: Writer) -> str:
        if self.is_usable:
            return f"(id IN ({WHO.format(held=held(self.program, write))}))"
        return f"(id IN ({EVER.format(**self.program.words(write, self._granted))}))"

    def depends(self) -> Depends:
        return Depends(events=frozenset(events_of(self.program) if self.is_usable else self._granted))

    def crossed(self, write: Writer) -> str:
        if self.is_usable:
            return crossed(self.program, write)
        names = write.value(self._granted, "Array(String)")
        return CROSSED.format(person=write.tables.person, names=names, ahead=AHEAD)

    def facts(self, write: Writer) -> dict[str, str]:
        """How much of it can be used now."""
        return {"left": f"(SELECT sum(held) FROM ({held(self.program, write)}))"}  # noqa: S608 values are parameters

    def doubts(self) -> Sequence[tuple[str, str]]:
        return [(KEY, doubt)] if (doubt := self.program.doubt()) else ()

    def sentence(self, *, is_negated: bool = False) -> str:
        if self.is_usable:
            form = _("has no usable “%(program)s”") if is_negated else _("has a usable “%(program)s”")
        else:
            form = _("was never given “%(program)s”") if is_negated else _("was given “%(program)s”")
        return form % {"program": self.program.called}

    @property
    def _granted(self) -> list[str]:
        return self.program.events(Movement.Kind.GRANT)


@leaf(KEY)
def read_has_reward(node: Node) -> HasReward:
    """{"has_reward": 4}, {"has_reward": 4, "state": "any"}. Raises RuleError."""
    node.allow(KEY, "state")
    state = node.given.get("state", USABLE)
    if state not in (USABLE, ANY):
        known = (USABLE, ANY)
        hint = did_you_mean(str(state), known)
        raise node.wrong("state", _("this is not one of %(known)s") % {"known": ", ".join(known)} + hint)
    return HasReward(read_program(node, KEY, kinds=KINDS), state == USABLE)
