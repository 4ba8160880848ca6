"""polku work: the loops alone, beside `polku serve --no-work`."""

import click

from polku.doors.cli.open_house import only_one, open_house


@click.command(name="work")
def command() -> None:
    """Carry the river on. With PostgreSQL and ClickHouse, in as many processes as you like; else in one."""
    from django.conf import settings

    from polku.kit import sql

    if sql.is_sqlite(settings.DATABASE_URL) or settings.COLUMNS_URL.startswith("chdb:"):
        with only_one(settings.DATA_DIR, "work"):
            run()
    else:
        run()


def run() -> None:
    open_house(make=True)
    from polku import serving

    serving.work()
