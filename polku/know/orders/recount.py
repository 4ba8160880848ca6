"""Counting all orders again from the log, for example in another currency."""

from django.db import connection, transaction

from polku.kit import clock
from polku.know.events.models import Wish
from polku.know.events.read import Reader, alone
from polku.know.orders import sql
from polku.know.orders.fold import fold
from polku.know.people import sql as people_sql
from polku.know.teams.models import Team

READER = "orders"


def change_currency(team: Team, currency: str) -> bool:
    """Sum people's revenue in another currency from now on. Whether that was a change: then orders are counted again.

    Sums of the old currency cannot be turned into the new one, and orders that name no currency are in the team's.
    """
    if currency == team.currency:
        return False
    with transaction.atomic():
        Team.objects.filter(pk=team.pk).update(currency=currency)
        Wish.objects.get_or_create(name=Wish.RECOUNT_ORDERS, defaults={"asked_ms": clock.now_ms()})
    team.currency = currency
    return True


def grant() -> int:
    """Begin again if somebody asked for it. Belongs into the lane of the reader: it must not be folding meanwhile."""
    if not Wish.objects.filter(name=Wish.RECOUNT_ORDERS).exists():
        return 0
    with alone(Reader(READER, fold)) as is_mine:
        if not is_mine:
            return 0
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(people_sql.TAKE_TURNS)
            for statement in sql.EMPTY:
                cursor.execute(statement)
            cursor.execute(people_sql.BEGIN_AGAIN, [READER])
            Wish.objects.filter(name=Wish.RECOUNT_ORDERS).delete()
        return 1
