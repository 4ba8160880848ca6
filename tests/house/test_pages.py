"""Nobody enters a page without a right to: each says who may, and strangers are sent to the sign-in."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

# A page added here is open to the whole world. (Customers' pages, the API and files ask for keys of their own.)
OPEN_TO_ANYONE = {
    "sign-in", "sign-in second", "sign-in company", "sign-in company back",
    "invitation", "recovery", "recovery choice", "language", "public came", "public friend",
}  # fmt: skip
SAMPLES = {"int": 1, "str": "x", "slug": "x", "path": "x", "uuid": UUID(int=1)}


def named_pages(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(name with its name space, pattern) of every page that has a name."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from named_pages(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif entry.name:
            yield f"{space}{entry.name}", entry


def own_pages() -> Iterator[tuple[str, URLPattern]]:
    from polku.doors.web.entrance import OTHER_DOORS

    for name, pattern in named_pages(get_resolver()):
        if not (address_of(name, pattern) or "").startswith(OTHER_DOORS):
            yield name, pattern


def address_of(name: str, pattern: URLPattern) -> str | None:
    """An address of the page, with something made up for each argument; None when the made-up does not fit."""
    kinds = {argument: type(converter).__name__ for argument, converter in pattern.pattern.converters.items()}
    given = {argument: SAMPLES.get(kind.removesuffix("Converter").lower(), "x") for argument, kind in kinds.items()}
    try:
        return reverse(name, kwargs=given)
    except NoReverseMatch:
        return None


def test_every_page_says_who_may_enter() -> None:
    from polku import urls

    pages = getattr(urls, "PAGES", None)
    if pages is None:
        pytest.skip("polku.urls.PAGES is not written yet")

    assert [page for page in pages if not page.permission] == []


def test_few_pages_are_open_to_anyone() -> None:
    opened = {name for name, pattern in own_pages() if not getattr(pattern.callback, "login_required", True)}

    assert opened - OPEN_TO_ANYONE == set()


@pytest.mark.django_db
def test_strangers_are_sent_to_the_sign_in(client: Client) -> None:
    entered = []
    for name, pattern in own_pages():
        address = address_of(name, pattern)
        if address and name not in OPEN_TO_ANYONE:
            answer = client.get(address)
            if answer.status_code == 200 or (answer.status_code == 302 and "sign-in" not in answer["Location"]):
                entered.append(f"{name} {address} answers {answer.status_code}")

    assert entered == []
