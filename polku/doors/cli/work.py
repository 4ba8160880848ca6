"""polku work: the loops alone, beside `polku serve --no-work`."""

import click

from polku.doors.cli.open_house import let_go_of_claims, loops_alone, open_house


@click.command(name="work")
def command() -> None:
    """Carry the river on. With PostgreSQL and ClickHouse, in as many processes as you like; else in one."""
    with loops_alone():
        open_house(make=True)
        let_go_of_claims()
        from polku import serving

        serving.work()
