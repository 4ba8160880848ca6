"""Somebody's own link. Its code is computed from the row's number, so it is found without a search."""

from collections.abc import Sequence

from django.conf import settings
from django.db.models import F

from polku.act.rewards.codes import own
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.referrals.models import Referrer

PATH = "/r/"


def referrer_of(program: Program, identities: Sequence[int], *, now_ms: int) -> Referrer:
    """The one among these identities of a person, the first of which gets a link where none has."""
    found = Referrer.objects.filter(program_id=program.pk, identity_id__in=identities).order_by("pk").first()
    if found is not None:
        return found
    made, _is_new = Referrer.objects.get_or_create(
        program_id=program.pk, identity_id=identities[0], defaults={"at_ms": now_ms}
    )
    return made


def code_of(referrer: Referrer) -> str:
    """Sixteen letters and digits."""
    return spoken(referrer).replace("-", "").lower()


def spoken(referrer: Referrer) -> str:
    """The same to be said or typed: 7Q2M-K4TC-5H9Y-0C3X."""
    return own.code_of(referrer.pk, key=_key())


def address_of(referrer: Referrer) -> str:
    return f"{settings.BASE_URL}{PATH}{code_of(referrer)}"


def is_code(text: str) -> bool:
    """Whether it can be one of ours; nobody is asked."""
    return own.number_of(text, key=_key()) is not None


def by_code(code: str) -> Referrer | None:
    """However it was typed."""
    number = own.number_of(code, key=_key())
    return Referrer.objects.filter(pk=number).first() if number is not None else None


def by_codes(codes: Sequence[str]) -> dict[str, Referrer]:
    """The same of many, in one question."""
    numbers = {code: number for code in codes if (number := own.number_of(code, key=_key())) is not None}
    rows = Referrer.objects.in_bulk(set(numbers.values()))
    return {code: rows[number] for code, number in numbers.items() if number in rows}


def open_(referrer: Referrer) -> None:
    """Somebody has opened it."""
    Referrer.objects.filter(pk=referrer.pk).update(opened=F("opened") + 1)


def _key() -> str:
    """Codes of coupons are of the same form: none is the other."""
    return f"{settings.SECRET_KEY} referral"
