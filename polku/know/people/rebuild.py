"""People and orders from nothing: the log is the truth."""

from django.db import connection, transaction

from polku.know.people import sql

READERS = ("people", "orders")


def rebuild() -> None:
    """Empty the tables that people's and orders' folds have filled, and let both readers begin again.

    Who asks for a person meanwhile finds as many as have been made again. Numbers stay: they follow from names.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(sql.TAKE_TURNS)
        for statement in sql.EMPTY:
            cursor.execute(statement)
        for reader in READERS:
            cursor.execute(sql.BEGIN_AGAIN, [reader])
