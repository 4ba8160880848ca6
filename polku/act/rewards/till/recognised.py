"""Who stands at the till: by the code on their phone, a coupon's code, or what they say they are known by."""

from django.conf import settings

from polku.act.rewards.codes import shown
from polku.act.rewards.coupons import wallet
from polku.act.rewards.coupons.wallet import Coupon
from polku.act.rewards.referrals import link
from polku.act.rewards.till import guesses
from polku.act.rewards.till.problems import FRIEND, SHARED, STALE, UNKNOWN, TillProblem
from polku.act.rewards.till.teller import Teller
from polku.act.rewards.till.visit import Visit, visit_of
from polku.know.people import find
from polku.know.people.stores.within import only_within

SHORTEST = 3  # of what is typed


def recognised(text: str, teller: Teller, *, now_ms: int) -> tuple[Visit, Coupon | None]:
    """The coupon where its code was read. Raises TillProblem.

    Who shows a code is served wherever they come; who only says who they are, where they have been before: staff of one
    store cannot look up the customers of another.
    """
    guesses.may_ask(teller, now_ms=now_ms)
    text = text.strip().replace("\0", "")
    found, coupon = _by_phone(text, now_ms) if shown.is_shown(text) else _otherwise(text, teller, now_ms)
    if found is None and link.by_code(text) is not None:
        raise TillProblem(FRIEND)
    if found is None and wallet.is_shared(text):
        raise TillProblem(SHARED)
    if found is None:
        guesses.was_wrong(teller, now_ms=now_ms)
        raise TillProblem(UNKNOWN)
    return found, coupon


def _by_phone(text: str, now_ms: int) -> tuple[Visit | None, Coupon | None]:
    try:
        profile_id = shown.whose(text, now_ms=now_ms, key=settings.SECRET_KEY)
    except shown.Forged:
        return None, None
    except shown.Stale as problem:
        raise TillProblem(STALE) from problem
    return visit_of(profile_id, shown.name_of(text, key=settings.SECRET_KEY)), None


def _otherwise(text: str, teller: Teller, now_ms: int) -> tuple[Visit | None, Coupon | None]:
    coupon = wallet.by_code(text, (), now_ms=now_ms)
    if coupon is not None:
        owners = find.profile_ids([coupon.lot.identity_id])
        return visit_of(owners.get(coupon.lot.identity_id, 0)), coupon
    if len(text) < SHORTEST:
        return None, None
    people = only_within(find.exact(text), teller.stores)
    return (visit_of(people[0].id) if people else None), None
