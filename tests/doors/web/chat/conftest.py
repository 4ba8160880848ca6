"""A LINE account of the shop's, and the composer's form as a browser would send it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from polku.say.channels.line.models import LineAccount

HTMX = {"HX-Request": "true"}
Post = Callable[..., Any]


@pytest.fixture
def account(db: None) -> LineAccount:
    """At a LINE that does not answer: nothing here leaves the machine."""
    nowhere = {"api_base": "http://127.0.0.1:9", "data_api_base": "http://127.0.0.1:9"}
    return LineAccount.objects.create(name="kahvila", title="Kahvila", channel_id="1", sealed_secret="", **nowhere)


@pytest.fixture
def post(web: Client, account: LineAccount) -> Post:
    """`post(do="add:text:")`: the page's answer. What the form holds is what the page before gave."""
    form: dict[str, Any] = {
        "name": "Beans", "audience": "everybody", "channel": "line:kahvila", "least": "2", "days": "30",
        "purpose": "marketing",
    }  # fmt: skip

    def send(*, htmx: bool = True, **more: Any) -> Any:
        answer = web.post("/campaigns/new", form | more, headers=HTMX if htmx else {})
        if answer.context and "chat" in answer.context:
            form.update(_form(answer.context["chat"]))
        return answer

    send.form = form  # type: ignore[attr-defined]  # what the next one sends
    return send


def _form(given: Any) -> dict[str, Any]:
    """As the page's fields would send it."""
    fields: dict[str, Any] = {"block": [one.id for item in given.inside("") for one in given.within(item)]}
    fields["block"] += [one.id for item in given.inside("chat.quick_replies") for one in given.within(item)]
    for item in given.items:
        fields |= {f"{item.id}.kind": item.kind, f"{item.id}.where": item.where}
        fields[f"{item.id}.fresh"] = "1" if given.is_fresh(item) else ""
        fields |= {f"{item.id}.{name}": value for name, value in item.values.items()}
    own = {f"chat.{name}": value for name, value in given.own.items()}
    return fields | own | {"gone": given.gone, "accent": given.accent}
