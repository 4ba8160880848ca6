"""The member whom a provider has named: known by its name there, or by a verified e-mail address the first time."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from polku.know.teams import rights, trail
from polku.know.teams.access.models import OpenIdName, OpenIdProvider
from polku.know.teams.access.openid.problems import NotAMember, NoVerifiedAddress
from polku.know.teams.models import Member


@transaction.atomic
def member_of(house: OpenIdProvider, claims: Mapping[str, Any]) -> Member:
    """Raises NoVerifiedAddress and NotAMember."""
    known = OpenIdName.objects.filter(issuer=house.issuer, subject=claims["sub"]).select_related("member").first()
    if known is not None:
        return _active(known.member)
    email = _address(claims)
    member = Member.objects.filter(email=email).first() or _joining(house, email, claims)
    OpenIdName.objects.create(member=_active(member), issuer=house.issuer, subject=claims["sub"])
    trail.note(member, "openid.linked", subject=f"member:{member.pk}", after={"issuer": house.issuer})
    return member


def _address(claims: Mapping[str, Any]) -> str:
    email = claims.get("email")
    # Some providers write the claim as text; Microsoft Entra has one of its own.
    is_verified = claims.get("email_verified") in (True, "true") or claims.get("xms_edov") in (True, 1, "1", "true")
    if not isinstance(email, str) or not is_verified:
        raise NoVerifiedAddress(str(email)[:300])
    try:
        validate_email(email.strip())
    except ValidationError as problem:
        raise NoVerifiedAddress(email[:300]) from problem
    return email.strip().lower()


def _joining(house: OpenIdProvider, email: str, claims: Mapping[str, Any]) -> Member:
    may_still_give = house.saved_by is not None and rights.may_give(house.saved_by, house.role)
    if email.rpartition("@")[2] not in house.domains or not may_still_give:
        raise NotAMember(email)
    name = claims.get("name")
    shown = name[:200] if isinstance(name, str) and name.isprintable() else ""
    member = Member.objects.create_user(email, None, role=house.role, name=shown)
    trail.note(member, "member.joined", subject=f"member:{member.pk}", after={"email": email, "role": house.role})
    return member


def _active(member: Member) -> Member:
    if not member.is_active:
        raise NotAMember(member.email)
    return member
