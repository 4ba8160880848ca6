"""A process that folds a log into the columns, block by block: what test_columns_killed.py kills. Not a test itself."""

import os
import sys


def main(folder: str, verb: str) -> None:
    os.environ |= {
        "POLKU_DATA_DIR": folder,
        "POLKU_DATABASE_URL": f"sqlite:///{folder}/polku.db",
        "POLKU_COLUMNS_URL": f"chdb://{folder}/columns",
        "DJANGO_SETTINGS_MODULE": "polku.settings",
    }
    import django

    django.setup()
    {"fill": fill, "fold": fold, "rebuild": rebuild, "count": count}[verb]()


def fill() -> None:
    from django.core.management import call_command
    from django.db import connection

    from polku.know.events.append import Batch, append
    from polku.know.events.given import encode, seal

    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        for n in range(400):
            name, source, said = ("A", 1, {"n": n}) if n % 2 else ("Segment Joined", 0, {"segment_id": 1})
            events = [{"type": "track", "event": name, "userId": f"{n}-{k}", "properties": said} for k in range(20)]
            batch = Batch(1_790_000_000_000, source, 20, seal(list(map(encode, events))))
            append(cursor, [batch], vendor=connection.vendor)
    from polku.know.events.models import Cursor

    Cursor.objects.create(reader="once", seq=400)


def opened() -> None:
    from django.conf import settings

    from polku.kit import columns

    columns.open(settings.COLUMNS_URL)
    print("open", flush=True)


def fold() -> None:
    from polku.know.events import columns
    from polku.know.events.read import Reader, advance

    opened()
    reader = Reader("columns", columns.fold, after=("once",), is_outside=True)
    while advance(reader, events=200):
        pass
    print("done", flush=True)


def rebuild() -> None:
    from polku.know.events import columns

    opened()
    columns.rebuild()
    fold()


def count() -> None:
    from polku.kit import columns
    from polku.know.events.columns_sql import TABLES

    opened()
    for table in TABLES:
        print(columns.query(f"SELECT count(), uniqExact(seq, nth), min(seq), max(seq) FROM {table}")[0])
    columns.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
