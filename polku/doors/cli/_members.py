"""Finding members for `polku user`, and telling about them."""

import json
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from polku.know.teams.models import Member


def everybody_here() -> "list[Member]":
    from polku.know.teams.models import Member

    return list(Member.objects.order_by("pk"))


def member_of(email: str) -> "Member":
    from polku.know.teams.models import Member

    found = Member.objects.filter(email=email.strip().lower()).first()
    if found is None:
        raise click.ClickException(f"nobody here has the address {email}; `polku user list` shows who does")
    return found


def shown(member: "Member") -> dict[str, Any]:
    from polku.know.teams.access import second_factor
    from polku.know.teams.access.models import SignIn

    seen_at = SignIn.objects.filter(member=member).order_by("-seen_at").values_list("seen_at", flat=True).first()
    return {
        "email": member.email,
        "name": member.name,
        "role": member.role,
        "stores": member.stores,
        "is_active": member.is_active,
        "second_step": second_factor.is_on(member),
        "seen_at": seen_at.isoformat(timespec="seconds") if seen_at else None,
    }


def checked_address(email: str) -> str:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(email.strip())
    except ValidationError as problem:
        raise click.BadParameter(f'"{email}" is not an e-mail address') from problem
    return email.strip().lower()


def password_for(email: str, *, from_stdin: bool) -> str:
    from polku.know.teams.access import passwords
    from polku.know.teams.access.problems import WeakPassword
    from polku.know.teams.begin import new_password

    if not from_stdin:
        return new_password()
    given = sys.stdin.readline().rstrip("\r\n")
    try:
        passwords.check(given, email=email)
    except WeakPassword as problem:
        raise click.ClickException(" ".join(problem.flaws)) from problem
    return given


def tell(told: dict[str, str], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(told))
        return
    for name, value in told.items():
        click.echo(f"{name:10} {value}")
    click.echo("The password is shown only now.")
