"""Who is looking: somebody who has proved it in this browser, somebody who came by a link, or nobody."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from polku.doors.public.customer import Customer, customer
from polku.doors.public.door import Gone
from polku.kit import clock, seal
from polku.know.people import find
from polku.know.people.consent import links
from polku.know.people.models import Profile
from polku.know.people.own_pages import sessions

PATH = "/p/"
KEY, LINK, TONGUE, BEEN = "polku_own", "polku_look", "polku_tongue", "polku_been"
LINK_LASTS_S = 86_400


@dataclass(frozen=True)
class Visitor:
    """`is_sure`: they have proved who they are. Else they hold a link of this person's, which may be passed on."""

    customer: Customer
    is_sure: bool

    @property
    def profile(self) -> Profile:
        return self.customer.profile

    @property
    def identity_id(self) -> int:
        """To which something is given."""
        return self.customer.identity_id

    @cached_property
    def identities(self) -> list[int]:
        """Of all of these what they have is read."""
        return [one.id for one in find.identities_of(self.profile.id)]


def visitor(request: HttpRequest) -> Visitor | None:
    """A sign-in goes before a link, which may be somebody else's."""
    for identity_id, is_sure in ((signed_in(request), True), (by_link(request), False)):
        if identity_id is not None:
            try:
                return Visitor(customer(identity_id), is_sure)
            except Gone:
                continue
    return None


def signed_in(request: HttpRequest) -> int | None:
    return sessions.who(key_of(request), now_ms=clock.now_ms())


def by_link(request: HttpRequest) -> int | None:
    try:
        return links.read_wallet(request.COOKIES.get(LINK, ""))
    except seal.SealError:
        return None


def key_of(request: HttpRequest) -> str:
    return request.COOKIES.get(KEY, "")[:100]


def with_key(answer: HttpResponse, key: str, *, lasts_ms: int = sessions.LASTS_MS) -> HttpResponse:
    return _with(answer, KEY, key, lasts_ms // 1_000)


def with_link(answer: HttpResponse, token: str) -> HttpResponse:
    return _with(answer, LINK, token, LINK_LASTS_S)


def with_tongue(answer: HttpResponse, language: str) -> HttpResponse:
    return _with(answer, TONGUE, language, LINK_LASTS_S * 365)


def with_browser(answer: HttpResponse, token: str) -> HttpResponse:
    """That its mailbox has been proved here before. It stays when they leave: it opens nothing."""
    return _with(answer, BEEN, token, LINK_LASTS_S * 365)


def without(answer: HttpResponse, *names: str) -> HttpResponse:
    for name in names:
        answer.delete_cookie(name, path=PATH, samesite="Lax")
    return answer


def _with(answer: HttpResponse, name: str, value: str, lasts_s: int) -> HttpResponse:
    """Not told to other sites' forms, not read by scripts."""
    answer.set_cookie(
        name, value, max_age=lasts_s, path=PATH, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
    return answer
