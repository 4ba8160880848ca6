"""polku user: members of the team, from the machine itself. Whoever may run this may do everything."""

import json

import click

from polku.doors.cli._members import checked_address, everybody_here, member_of, password_for, shown, tell
from polku.doors.cli.open_house import open_house

ROLES = ("owner", "manager", "editor", "agent", "till", "viewer")
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
password_stdin = click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")


@click.group(name="user")
def command() -> None:
    """Members who sign in: list, add, role, reset-password, disable, enable, sign-out."""


@command.command(name="list")
@as_json
def list_(as_json: bool) -> None:
    """Who may sign in, in which role, and since when they have not been seen."""
    open_house()
    rows = [shown(member) for member in everybody_here()]
    if as_json:
        click.echo(json.dumps(rows))
        return
    width = max((len(row["email"]) for row in rows), default=0)
    for row in rows:
        more = "" if row["is_active"] else "  disabled"
        more += "  second step" if row["second_step"] else ""
        more += f"  only: {', '.join(row['stores'])}" if row["stores"] else ""
        click.echo(f"{row['email']:{width}}  {row['role']:8}  seen {row['seen_at'] or 'never'}{more}")


@command.command()
@click.argument("email")
@click.option("--role", type=click.Choice(ROLES), default="editor", show_default=True)
@click.option("--name", default="", help="As others see it.")
@password_stdin
@as_json
def add(email: str, role: str, name: str, password_stdin: bool, as_json: bool) -> None:
    """Add a member, and print the password once. On the pages, invitations do this without telling it to anybody."""
    open_house()
    from polku.know.teams import trail
    from polku.know.teams.models import Member

    email = checked_address(email)
    if Member.objects.filter(email=email).exists():
        raise click.ClickException(f"{email} is a member already")
    password = password_for(email, from_stdin=password_stdin)
    member = Member.objects.create_user(email, password, role=role, name=name.strip()[:200])
    trail.note(None, "member.added", subject=f"member:{member.pk}", after={"email": email, "role": role})
    tell({"email": email, "role": role, "password": password}, as_json=as_json)


@command.command()
@click.argument("email")
@click.argument("role", type=click.Choice(ROLES))
def role(email: str, role: str) -> None:
    """Give a member another role. The last owner stays one."""
    open_house()
    from polku.know.teams import members

    member = member_of(email)
    try:
        members.change(member, role=role, stores=member.stores, by=None)
    except members.MemberError as problem:
        raise click.ClickException(str(problem.sentence)) from problem
    click.echo(f"{member.email} is {role}")


@command.command(name="reset-password")
@click.argument("email")
@password_stdin
@click.option("--without-second-step", is_flag=True, help="Also take the second factor away, when the phone is lost.")
@as_json
def reset_password(email: str, password_stdin: bool, without_second_step: bool, as_json: bool) -> None:
    """Give a member a new password, print it once, and sign them out everywhere."""
    open_house()
    from polku.know.teams.access import passwords, second_factor

    member = member_of(email)
    password = password_for(member.email, from_stdin=password_stdin)
    passwords.replace(member, password, by=None)
    if without_second_step:
        second_factor.reset(member, by=None)
    tell({"email": member.email, "password": password}, as_json=as_json)


@command.command()
@click.argument("email")
def disable(email: str) -> None:
    """A member cannot come in any more, and is out at once. What they made stays."""
    open_house()
    from polku.know.teams import members

    try:
        members.shut_out(member_of(email), by=None)
    except members.MemberError as problem:
        raise click.ClickException(str(problem.sentence)) from problem
    click.echo(f"{email} cannot come in any more")


@command.command()
@click.argument("email")
def enable(email: str) -> None:
    """A member who was disabled may come in again."""
    open_house()
    from polku.know.teams import members

    members.let_in(member_of(email), by=None)
    click.echo(f"{email} may come in")


@command.command(name="sign-out")
@click.argument("email", required=False)
@click.option("--everybody", is_flag=True, help="All members, everywhere.")
def sign_out(email: str | None, everybody: bool) -> None:
    """Sign a member out in every browser."""
    if bool(email) == everybody:
        raise click.UsageError("name a member, or say --everybody")
    open_house()
    from polku.know.teams import trail
    from polku.know.teams.access import sign_ins

    ended = 0
    for member in everybody_here() if email is None else [member_of(email)]:
        ended += sign_ins.end_all(member)
        trail.note(None, "member.signed_out", subject=f"member:{member.pk}")
    click.echo(f"{ended} browsers signed out")
