"""Who stands at the till."""

import msgspec

from polku.act.rewards.till.problems import NO_STORE, STORE, TillProblem


class Teller(msgspec.Struct, frozen=True):
    """A member, or a key of a program. `stores`: those to which they are limited; none: no limit."""

    name: str  # "member:3", "key:2": as movements name it
    stores: tuple[str, ...] = ()
    address: str = ""  # of the network
    may_undo: bool = False

    def at(self, store: str) -> str:
        """Where they serve; who serves at one store only need not say it."""
        return store or (self.stores[0] if len(self.stores) == 1 else "")

    def only_at(self, store: str) -> None:
        """Raises TillProblem where they do not serve."""
        if self.stores and store not in self.stores:
            raise TillProblem(STORE if store else NO_STORE)
