"""What is foretold of messages is what becomes of them: the same reasons, in the same order."""

from typing import Any

import pytest

from polku.know.people.consent.record import GIVEN, PAUSED, WITHDRAWN, Statement, record
from polku.say.channels.email.channel import CHANNEL as EMAIL
from polku.say.channels.email.models import Suppressed
from polku.say.outbox.foreseen import foreseen
from polku.say.outbox.loop import tick

pytestmark = pytest.mark.django_db


def test_who_gets_nothing_is_foretold_with_the_reason_that_it_has_then(noon, person, pigeon, ask, states) -> None:
    pigeon.is_opt_out = False
    everybody = [person(name) for name in ("agrees", "never", "withdrew", "paused")]
    everybody += [person("nowhere", email=""), person("refuses_nowhere", email="")]
    for name in ("agrees", "paused"):
        record([Statement(("user_id", name), GIVEN, "marketing")])
    for name in ("withdrew", "refuses_nowhere"):
        record([Statement(("user_id", name), WITHDRAWN, "marketing")])
    record([Statement(("user_id", "paused"), PAUSED)])

    foretold = foreseen(everybody, pigeon, purpose="marketing")

    ask(*everybody)
    tick(noon)
    assert foretold == {number: why for number, (_state, why) in states().items()}
    assert sorted(foretold.values()) == [
        "", "consent|none", "consent|paused", "consent|withdrawn", "no_address", "no_address",
    ]  # fmt: skip


def test_an_address_that_has_come_back_gets_nothing(person: Any) -> None:
    back, wrong, fine = person("back", email="Back@Shop.example"), person("wrong", email="a@b@c"), person("fine")
    Suppressed.objects.create(address="back@shop.example", why="bounced", sentence="550 unknown", at_ms=1)

    found = foreseen([back, wrong, fine, 4711], EMAIL, purpose="service")

    assert found == {back: "email_bounced|550 unknown", wrong: "email_address", fine: "", 4711: "no_person"}
