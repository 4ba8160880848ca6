"""Whether everything on the ledger adds up, room by room."""

from collections.abc import Iterator

from polku.act.rewards.draws.prove import wrong as wrong_draws
from polku.act.rewards.ledger.beyond import wrong as beyond
from polku.act.rewards.ledger.prove import wrong as wrong_sums
from polku.act.rewards.offers.prove import wrong as wrong_places
from polku.act.rewards.points.prove import wrong as wrong_points


def wrong() -> Iterator[str]:
    """A sentence for whatever does not. For engineers: `polku doctor`."""
    for room in (wrong_sums, beyond, wrong_points, wrong_places, wrong_draws):
        yield from room()
