"""What goes on to another program goes as it came, in its order, and never holds anything up here."""

import pytest
from django.db import connection

from polku.kit import clock
from polku.say.channels.line.health import health
from polku.say.channels.line.inbox import hook_sql
from polku.say.channels.line.inbox.models import LineRelay
from polku.say.channels.line.relay import claim as claims
from polku.say.channels.line.relay.loop import Relay
from polku.say.channels.line.signature import is_signed
from tests.act.webhooks.receiver import receiver
from tests.say.channels.line.webhooks import SECRET, account, body, signed, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(settings):
    settings.ALLOW_PRIVATE_ADDRESSES = True
    with receiver() as one:
        yield one


@pytest.fixture
def relay():
    made = Relay()
    yield made
    made.end()


def came(row, words):
    """A request that the door has written down."""
    content = body(text(words))
    now_ms = clock.now_ms()
    with connection.cursor() as cursor:
        cursor.execute(hook_sql.RELAY, [row.pk, content, signed(content)["x-line-signature"], now_ms, now_ms])
    return content


def bodies(other):
    return [content for _headers, content in other.came]


def test_the_bytes_and_their_signature_go_on(other, relay):
    row = account(relay_url=other.url)
    sent = [came(row, "one"), came(row, "two 🥐"), came(row, "three")]

    assert relay.tick(clock.now()) == 1
    assert bodies(other) == sent
    assert all(is_signed(content, headers["x-line-signature"].encode(), secrets=[SECRET])
               for headers, content in other.came)  # fmt: skip
    assert not LineRelay.objects.exists()
    assert health(row).relayed == 3
    assert relay.tick(clock.now()) == 0


def test_nothing_goes_before_what_has_to_be_tried_again(other, relay):
    other.answers = [(200, {}, ""), (503, {}, "")]
    row = account(relay_url=other.url)
    first, second, third = came(row, "one"), came(row, "two"), came(row, "three")

    relay.tick(clock.now())
    assert bodies(other) == [first, second]
    assert health(row).relay_trouble == "status|503"
    relay.tick(clock.now())
    assert len(other.came) == 2
    relay.tick(clock.from_ms(clock.now_ms() + 1_500))

    assert bodies(other) == [first, second, second, third]
    assert not LineRelay.objects.exists()


def test_what_the_other_will_never_take_is_given_up(other, relay):
    other.answers = [(400, {}, "")]
    row = account(relay_url=other.url)
    came(row, "one"), came(row, "two")
    relay.tick(clock.now())

    assert len(other.came) == 2
    assert (health(row).relayed, health(row).not_relayed) == (1, 1)


def test_what_was_not_taken_for_an_hour_is_given_up(other, relay):
    other.answers = [(503, {}, "")]
    row = account(relay_url=other.url)
    came(row, "one")
    LineRelay.objects.update(received_ms=clock.now_ms() - clock.HOUR_MS - 1)
    relay.tick(clock.now())

    assert not LineRelay.objects.exists()
    assert health(row).not_relayed == 1


def test_one_that_is_down_holds_up_no_other(other, relay):
    down, up = account("down", relay_url="http://127.0.0.1:9/hook"), account("up", relay_url=other.url)
    came(down, "one")
    sent = came(up, "two")
    relay.tick(clock.now())

    assert bodies(other) == [sent]
    assert health(down).relay_trouble.startswith("NotConnected|")


def test_neighbours_are_not_knocked_at(other, relay, settings):
    settings.ALLOW_PRIVATE_ADDRESSES = False
    row = account(relay_url=other.url)
    came(row, "one")
    relay.tick(clock.now())

    assert other.came == []
    assert health(row).relay_trouble.startswith("Private|")


def test_without_a_relay_nothing_is_kept(relay):
    row = account()
    came(row, "one")
    relay.tick(clock.now())

    assert not LineRelay.objects.exists()


def test_two_workers_never_hold_the_same(other):
    row = account(relay_url=other.url)
    came(row, "one"), came(row, "two")

    now_ms = clock.now_ms()
    assert len(claims.claim(row.pk, now_ms=now_ms)) == 2
    assert claims.claim(row.pk, now_ms=now_ms) == []
    assert len(claims.claim(row.pk, now_ms=now_ms + claims.LEASE_MS)) == 2
