"""Who came by a friend's link: kept in their browser until they are known, and told then."""

from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import Any

import msgspec
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from polku.act.rewards.referrals import told
from polku.doors.public.limits import network
from polku.doors.public.visitor import address_of
from polku.kit import clock, ids, seal
from polku.know.events.event import Identity

COOKIE, DEVICE = "polku_friend", "polku_device"
PURPOSE = "friend"
LASTS_MS = 90 * clock.DAY_MS
DEVICE_LASTS_S = 400 * 86_400


@dataclass(frozen=True)
class Brought:
    code: str
    opened_ms: int
    device: str
    network: str


def remember(request: HttpRequest, answer: HttpResponse, code: str) -> HttpResponse:
    """The first link that they open counts."""
    answer = with_device(request, answer)
    if brought(request) is not None:
        return answer
    now_ms = clock.now_ms()
    found = Brought(code, now_ms, mark(_device(request, answer)), mark(network(address_of(request))))
    text = msgspec.json.encode(asdict(found)).decode()
    token = seal.signed(text, key=settings.SECRET_KEY, purpose=PURPOSE, expires_ms=now_ms + LASTS_MS)
    _set(answer, COOKIE, token, LASTS_MS // 1_000)
    return answer


def brought(request: HttpRequest) -> Brought | None:
    try:
        text = seal.verified(request.COOKIES.get(COOKIE, ""), key=settings.SECRET_KEY, purpose=PURPOSE)
        return msgspec.json.decode(text.encode(), type=Brought)
    except (seal.SealError, msgspec.MsgspecError):
        return None


def proof(request: HttpRequest) -> dict[str, Any]:
    """For what is only known later, perhaps in another browser: a sign-up that waits for its second yes."""
    found = brought(request)
    return {"friend": asdict(found)} if found is not None else {}


def tell_of_proof(kept: Any, friend: Identity) -> None:
    """The other way."""
    try:
        _tell(msgspec.convert(kept, Brought), friend)
    except msgspec.ValidationError:
        return


def tell(request: HttpRequest, answer: HttpResponse, friend: Identity) -> HttpResponse:
    """They are known now."""
    found = brought(request)
    if found is None:
        return answer
    _tell(found, friend)
    answer.delete_cookie(COOKIE, samesite="Lax")
    return answer


def with_device(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """A number of its own for this browser, so that nobody brings themselves."""
    if not request.COOKIES.get(DEVICE):
        _set(answer, DEVICE, ids.new_id(), DEVICE_LASTS_S)
    return answer


def device_of(request: HttpRequest) -> str:
    """Its hash; "" where it has none yet."""
    return mark(request.COOKIES.get(DEVICE, "")[:60])


def mark(text: str) -> str:
    """What can be compared and says nothing: a hash under the installation's key."""
    key = blake2b(settings.SECRET_KEY.encode(), digest_size=32, person=b"friends").digest()
    return blake2b(text.encode(), key=key, digest_size=12).hexdigest() if text else ""


def _tell(found: Brought, friend: Identity) -> None:
    now_ms = clock.now_ms()
    with transaction.atomic():
        told.came(
            found.code,
            friend,
            opened_ms=found.opened_ms,
            device=found.device,
            network=found.network,
            now_ms=now_ms,
        )


def _device(request: HttpRequest, answer: HttpResponse) -> str:
    made = answer.cookies.get(DEVICE)
    return (request.COOKIES.get(DEVICE) or (made.value if made is not None else ""))[:60]


def _set(answer: HttpResponse, name: str, value: str, lasts_s: int) -> None:
    answer.set_cookie(
        name, value, max_age=lasts_s, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
