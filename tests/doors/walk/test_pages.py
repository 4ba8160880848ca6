"""Every page with every role: what happens follows from the table of rights."""

from collections.abc import Callable

import pytest
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory

from polku.doors.web.entrance import ANYONE, MEMBER, first_room
from polku.doors.web.page import Page
from polku.know.teams.models import Member
from polku.know.teams.rights import RIGHTS, TABLE, may
from polku.urls import PAGES
from tests.doors.walk.addresses import (
    CUSTOMERS_PAGES,
    OPEN_ADDRESSES,
    OPEN_PAGES,
    OWN_PAGES,
    PROVED_PAGES,
    WITHOUT_COOKIES,
    address,
    addresses_of_django,
    has_ids,
    operations,
)
from tests.doors.walk.conftest import HOSTILE, House
from tests.doors.walk.offers import offers
from tests.doors.walk.state import differences, everything

CLOSED = [page for page in PAGES if page.permission != ANYONE]


def may_enter(member: Member, page: Page) -> bool:
    if page.permission in (ANYONE, MEMBER):
        return True
    return may(member, page.permission) and (page.also is None or may(member, page.also))


def addresses(page: Page, house: House) -> list[str]:
    """With ids of things that others made, and with ids of nothing."""
    return list(dict.fromkeys([address(page, house.ids), address(page, {})])) if has_ids(page) else [address(page, {})]


def test_every_page_takes_a_right_but_for_a_short_list() -> None:
    assert {page.name for page in PAGES if page.permission == ANYONE} == OPEN_PAGES
    assert {page.name for page in PAGES if page.permission == MEMBER} == OWN_PAGES
    assert {page.permission for page in PAGES} - {ANYONE, MEMBER} <= set(RIGHTS)


def test_django_serves_no_address_that_is_not_walked() -> None:
    walked = {page.address for page in PAGES} | {f"api/{one.path.lstrip('/')}" for one in operations()} | OPEN_ADDRESSES

    assert addresses_of_django() == walked


def test_without_a_session_one_is_sent_to_the_sign_in(house: House, client: Client) -> None:
    wrong = []
    before = everything()
    for page in CLOSED:
        for at in addresses(page, house):
            wrong += [
                f"{answer.request['REQUEST_METHOD']} {at}: {answer.status_code}"
                for answer in (client.get(at), client.post(at))
                if answer.status_code != 302 or not answer["Location"].startswith("/sign-in?next=")
            ]

    assert wrong == []
    assert differences(before, everything()) == []


@pytest.mark.parametrize("role", TABLE)
def test_a_role_enters_what_the_table_says_and_is_offered_nothing_else(
    columns: None, role: str, house: House, come_in: Callable[..., Client]
) -> None:
    """Links, forms and parts that load themselves: whatever a page offers opens."""
    member, wrong, refused = house.members[role], [], set()  # type: ignore[index]
    browser = come_in(member)
    for page in CLOSED:
        is_open = may_enter(member, page)
        for at in addresses(page, house):
            answer = browser.get(at)
            if not _as_expected(answer, is_open, home=first_room(member)):
                wrong.append(f"GET {at}: {answer.status_code}, though {page.permission} {page.also or ''} is {is_open}")
            if is_open:
                refused |= _refused(member, page, answer)

    assert wrong == []
    assert sorted(refused) == []


def test_a_member_limited_to_stores_is_offered_nothing_else(
    columns: None, house: House, come_in: Callable[..., Client]
) -> None:
    member, refused = house.members["agent"], set()
    Member.objects.filter(pk=member.pk).update(stores=[HOSTILE[:100]])
    member.refresh_from_db()
    browser = come_in(member)
    for page in CLOSED:
        if may_enter(member, page):
            refused |= _refused(member, page, browser.get(address(page, house.ids)))

    assert sorted(refused) == []


@pytest.mark.parametrize("role", TABLE)
def test_what_a_role_may_not_post_changes_nothing(role: str, house: House, come_in: Callable[..., Client]) -> None:
    member, wrong = house.members[role], []  # type: ignore[index]
    browser = come_in(member)
    before = everything()
    for page in CLOSED:
        if not may_enter(member, page):
            for at in addresses(page, house):
                status = browser.post(at, {"name": "x", "role": "owner"}).status_code
                if status != (302 if at == "/" else 403):
                    wrong.append(f"POST {at}: {status}")

    assert wrong == []
    assert differences(before, everything()) == []


def test_a_stolen_token_opens_nothing(house: House, come_in: Callable[..., Client]) -> None:
    """The owner's browser is led to send a form with a token that somebody else got for his own browser, or none."""
    browser = come_in(house.owner, strict=True)
    browser.get("/settings")
    stolen = get_token(RequestFactory().get("/"))
    before, wrong = everything(), []
    for page in PAGES:
        if page.name in WITHOUT_COOKIES:
            continue
        for at in addresses(page, house):
            for given in ({"csrfmiddlewaretoken": stolen}, {"csrfmiddlewaretoken": "x"}, {}):
                headers = {"Sec-Fetch-Site": "cross-site"} if page.name in CUSTOMERS_PAGES | PROVED_PAGES else {}
                status = browser.post(at, given, headers=headers).status_code
                if status not in (403, 405):
                    wrong.append(f"POST {at} {list(given)}: {status}")

    assert wrong == []
    assert differences(before, everything()) == []


def test_the_own_token_opens(house: House, come_in: Callable[..., Client]) -> None:
    browser = come_in(house.owner, strict=True)
    browser.get("/settings")
    token = browser.cookies["csrftoken"].value

    assert browser.post("/theme", {"choice": "dark", "csrfmiddlewaretoken": token}).status_code == 302


def test_a_member_limited_to_stores_finds_nobody_from_elsewhere(house: House, come_in: Callable[..., Client]) -> None:
    limited = house.members["agent"]
    Member.objects.filter(pk=limited.pk).update(stores=["Kamppi"])
    browser, found = come_in(limited), []
    for page in CLOSED:
        if "public_id" in page.address:
            for somebody in (house.elsewhere, house.ids["public_id"]):
                at = address(page, house.ids | {"public_id": somebody})
                found += [f"{at}: {answer.status_code}" for answer in (browser.get(at), browser.post(at))
                          if answer.status_code not in (403, 404)]  # fmt: skip

    assert found == []
    assert [page.name for page in CLOSED if "public_id" in page.address]


def _as_expected(answer: object, is_open: bool, *, home: str) -> bool:
    status: int = answer.status_code  # type: ignore[attr-defined]
    if not is_open:
        at = answer.request["PATH_INFO"]  # type: ignore[attr-defined]
        return status == 403 or (at == "/" and status == 302)
    location = answer.headers.get("Location", "")  # type: ignore[attr-defined]
    return status not in (401, 403) and status < 500 and not location.startswith("/sign-in")


def _refused(member: Member, page: Page, answer: object) -> set[str]:
    """What a page offers to somebody who may not use it."""
    if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):  # type: ignore[attr-defined, index]
        return set()
    text: str = answer.text  # type: ignore[attr-defined]
    return {f"{page.name} offers {offer.name}" for offer in offers(text) if not may_enter(member, offer)}
