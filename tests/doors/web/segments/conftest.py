"""What the tests of segments' pages stand on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from polku.know.people.models import Profile
from polku.know.rules import known

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _nothing_known() -> None:
    known.forget()


@pytest.fixture
def shoppers(come_by: Callable[..., list[Profile]], buy: Callable[..., None], follow: Callable[[], None]) -> None:
    """Devi bought twice, Emile once."""
    come_by("Devi", "Emile")
    buy("devi", "1001", "1002")
    buy("emile", "1003")
    follow()


@pytest.fixture
def click(web: Client) -> Callable[..., Any]:
    """Press a button of the builder: `click(page, "add:did:r1", **{"r2.did": "Order Completed"})` gives the next page.

    All fields of the page go along, as a browser sends them.
    """

    def press(page: Any, do: str = "", *, address: str = "/segments/new", htmx: bool = False, **fields: str) -> Any:
        data = sent(page.context["cards"]) | {"past": page.context["stage"].past, "name": ""} | fields
        data |= {"do": do} if do else {"save": fields.get("save", "yes")}
        return web.post(address, data, headers=HTMX if htmx else {})

    return press


def sent(cards: Any) -> dict[str, Any]:
    """The fields of cards, as a browser sends them."""
    data: dict[str, Any] = {"item": []}
    for card in cards:
        inner = sent(card.inside)
        data["item"] += [card.item.id, *inner.pop("item")]
        data |= {f"{card.item.id}.kind": card.item.kind, f"{card.item.id}.where": card.item.where, **inner}
        data |= {one.id: one.value for one in card.fields if not one.field.is_ticked or one.value}
        data |= {f"{one.id}_unit": one.unit for one in card.fields if one.unit} | dict(card.hidden)
        if card.item.values.get("not"):
            data[f"{card.item.id}.not"] = "yes"
    return data
