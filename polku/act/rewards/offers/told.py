"""What becomes of a place is an event."""

from collections.abc import Sequence

from django.db import connection

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.offers.models import Place
from polku.kit import bulk
from polku.know.events.append import News, tell

NAMES = {
    Place.State.ASKED: "Place Asked For",
    Place.State.TAKEN: "Place Taken",
    Place.State.WAITING: "Place Waited For",
    Place.State.BACK: "Place Given Back",
    Place.State.MISSED: "Place Missed",
}


def tell_of(program: Program, places: Sequence[Place], *, now_ms: int) -> None:
    """Within the caller's transaction."""
    wanted = sorted({one.identity_id for one in places})
    with connection.cursor() as cursor:
        rows = bulk.ask(cursor, "id, kind, value", "identity WHERE id {among}", keys=wanted, vendor=connection.vendor)
    names = {number: (kind, value) for number, kind, value in rows}
    about = {"program_id": program.pk, "program": program.name}
    tell(
        [
            News(
                NAMES[Place.State(one.state)],
                names[one.identity_id],
                f"place:{one.pk}:{one.nth}/{one.state}",
                about,
                now_ms,
            )
            for one in places
            if one.identity_id in names
        ],
        now_ms=now_ms,
    )
