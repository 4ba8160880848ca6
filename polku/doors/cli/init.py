"""polku init: a new installation, its owner and first keys."""

import json
import sys

import click

from polku.doors.cli.open_house import open_house


@click.command(name="init")
@click.option("--owner", required=True, metavar="EMAIL", help="Who owns this installation and signs in first.")
@click.option("--password-stdin", is_flag=True, help="Read the owner's password from standard input.")
@click.option("--team", default="My shop", show_default=True, help="The name of the shop or chain.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(owner: str, password_stdin: bool, team: str, as_json: bool) -> None:
    """Begin: create the database, the owner, a first source and a first API key."""
    if "@" not in owner or len(owner) > 254:
        raise click.BadParameter(f'"{owner}" is not an e-mail address', param_hint="--owner")
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    open_house(make=True)
    from polku.know.teams.access import passwords
    from polku.know.teams.access.problems import WeakPassword
    from polku.know.teams.begin import OwnerExists, begin

    try:
        if password is not None:
            passwords.check(password, email=owner)
        made = begin(owner, password=password, team_name=team)
    except WeakPassword as problem:
        raise click.BadParameter(" ".join(problem.flaws), param_hint="--password-stdin") from problem
    except OwnerExists as problem:
        raise click.ClickException(problem.__doc__ or "") from problem
    told = {
        "owner": made.owner.email,
        "password": made.password,
        "write_key": made.write_key,
        "api_key": made.api_key,
    }
    if as_json:
        click.echo(json.dumps(told))
        return
    click.echo(f"owner      {told['owner']}\npassword   {told['password']}")
    click.echo(f"write key  {told['write_key']}\nAPI key    {told['api_key']}")
    click.echo("The password and the API key are shown only now. Next: polku serve")
