"""Every address of pages and of the API, from the lists that the program serves by: a new one is in by itself."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLResolver, get_resolver, reverse

from polku.doors.api.key import Key
from polku.doors.api.routes import api
from polku.doors.public.wallet import urls as wallet
from polku.doors.web.page import Page
from polku.urls import PAGES

# Open to whoever knows the address: what must be reached before signing in, and what customers reach by a signed link.
OPEN_PAGES = {
    "sign-in", "sign-in second", "sign-in company", "sign-in company back", "invitation", "recovery", "recovery choice",
    "language", "public preferences", "public data", "public forget me", "public unsubscribe", "public confirm",
    "public sign-up", "public look", "public media", "public media size", "public friend", "public plan",
    "public line connected", "public line login", "public line there", "public line back", "public line join",
    "public line chat", "public line link", "public line code", "public line dialog", "public came",
}  # fmt: skip
# Customers' own pages: by cookies of their own, which no form of another site brings along or may use.
CUSTOMERS_PAGES = {name for _address, _view, name in wallet.PAGES}
OPEN_PAGES |= CUSTOMERS_PAGES
# Of a link's own person alone, who has proved who they are: by the same cookies.
PROVED_PAGES = {"public data", "public forget me", "public line connected"}
# Of every member, whatever the role: their own account, and what shows only what they may see.
OWN_PAGES = {
    "sign-out", "theme", "account", "account profile", "account email", "account email new", "account password",
    "account second factor", "account second factor end", "account recovery codes", "account sign-ins end",
    "account sign-in end", "search", "shortcuts", "settings", "settings roles",
}  # fmt: skip
# Of the API: how it is, and what it is. They tell nothing about anybody.
OPEN_OPERATIONS = {("GET", "/health")}
OPEN_ADDRESSES = {"api/", "api/docs", "api/docs/<str:name>", "api/openapi.json", "api/<path:rest>"}
# What the link itself allows, whoever holds it: no cookie adds to it, so there is nothing that a form could steal.
WITHOUT_COOKIES = {name for name in OPEN_PAGES if name.startswith("public ")} - PROVED_PAGES | {"stamp screen"}

NOWHERE: Mapping[str, object] = {"int": 987654321, "string": "zzzzzzzzzzz", "slug": "nowhere", "path": "no/where"}


def address(page: Page, ids: Mapping[str, object]) -> str:
    """The page's address with these ids; where one is not named, with one that leads nowhere."""
    converters = page.pattern().pattern.converters
    made_up = {name: NOWHERE[type(one).__name__.removesuffix("Converter").lower()] for name, one in converters.items()}
    given = {name: ids.get(f"{page.name}: {name}", ids.get(name, nothing)) for name, nothing in made_up.items()}
    return reverse(page.name, kwargs=given)


def has_ids(page: Page) -> bool:
    return "<" in page.address


def addresses_of_django() -> set[str]:
    """Everything that Django serves, as `polku/urls.py` and the API write it."""
    return set(_written(get_resolver()))


def _written(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _written(entry, before + str(entry.pattern))
        else:
            written = before + str(entry.pattern)
            yield re.sub(r"<(\w+)>", r"{\1}", written) if before else written


@dataclass(frozen=True)
class Operation:
    """One of the API's: a method at a path, and the right that its key needs; "" where none is asked."""

    method: str
    path: str
    right: str
    checks: int

    def at(self, ids: Mapping[str, object]) -> str:
        address = f"/api{self.path}"
        for name in _parameters(self.path):
            address = address.replace(f"{{{name}}}", str(ids.get(name, "zzzzzzzzzzz")))
        return address


def operations() -> list[Operation]:
    """Without the one that answers for all addresses where nothing is."""
    return [
        Operation(method, path, _right(operation.auth_callbacks), len(operation.auth_callbacks))
        for _prefix, router in api._routers
        for path, view in router.path_operations.items()
        for operation in view.operations
        for method in operation.methods
        if operation.include_in_schema
    ]


def _right(callbacks: list[Any]) -> str:
    return next((one.right or "" for one in callbacks if isinstance(one, Key)), "")


def _parameters(path: str) -> list[str]:
    return [part.partition("}")[0] for part in path.split("{")[1:]]


PAGES_BY_NAME = {page.name: page for page in PAGES}
