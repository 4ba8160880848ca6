"""Making and changing webhooks."""

from collections.abc import Callable
from typing import Any

import pytest

from polku.act.webhooks import write
from polku.act.webhooks.models import Webhook
from polku.act.webhooks.problems import NotReady
from polku.know.teams.models import Member, TrailEntry
from tests.act.webhooks.receiver import Receiver

LOCAL = Receiver(url="http://127.0.0.1:9/hook")


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("ftp://shop.example/", "The address must begin with https:// or http:// and name a host."),
        ("https://a:b@shop.example/", "Leave the user name and password out of the address."),
        (
            "http://127.0.0.1:8080/hook",
            "This address leads into a private network. polku connects only to addresses on the public internet.",
        ),
        (
            "http://localhost:8080/hook",
            "This address leads into a private network. polku connects only to addresses on the public internet.",
        ),
        ("http://nobody.invalid/hook", "The name of this host is not known."),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_with_a_sentence(aino: Member, url: str, sentence: str) -> None:
    with pytest.raises(NotReady) as caught:
        write.make("Stock", url=url, events=["*"], by=aino)

    assert [(problem.field, problem.sentence) for problem in caught.value.problems] == [("url", sentence)]
    assert Webhook.objects.count() == 0


def test_everything_wrong_is_said_at_once(aino: Member) -> None:
    with pytest.raises(NotReady) as caught:
        write.make(" ", url="", events=[], by=aino)

    assert [problem.field for problem in caught.value.problems] == ["name", "url", "events"]


def test_the_secret_is_given_once_and_kept_shut(webhook: Callable[..., tuple[Webhook, str]]) -> None:
    row, secret = webhook(LOCAL, "Order Completed")

    assert secret.startswith("whsec_")
    assert secret not in "".join(str(value) for value in Webhook.objects.values().get(pk=row.pk).values())


def test_what_was_done_stands_on_the_trail_without_secrets(
    aino: Member, webhook: Callable[..., tuple[Webhook, str]], settings: Any
) -> None:
    row, _secret = webhook(LOCAL, "Order Completed")
    write.change(row, name="Stock", url=LOCAL.url, events=["Order *"], by=aino)
    write.pause(row, by=aino)
    write.pause(row, by=aino)
    write.resume(row, by=aino)
    write.end(row, by=aino)

    entries = TrailEntry.objects.order_by("pk").values_list("action", "before", "after")
    told = {"name": "Stock", "url": LOCAL.url, "events": ["Order Completed"]}
    assert list(entries) == [
        ("webhook.made", None, told),
        ("webhook.changed", {"events": ["Order Completed"]}, {"events": ["Order *"]}),
        ("webhook.paused", None, None),
        ("webhook.resumed", None, None),
        ("webhook.ended", told | {"events": ["Order *"]}, None),
    ]
    row.refresh_from_db()
    assert (row.secret, row.old_secret) == ("", "")
