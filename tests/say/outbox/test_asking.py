"""Asking for single messages."""

import pytest

from polku.say.outbox.loop import tick

pytestmark = pytest.mark.django_db


def test_the_same_message_asked_twice_is_one_message(noon, person, ask, pigeon):
    devi, emile = person("devi"), person("emile")

    assert [ask(devi), ask(devi, emile), ask(devi, emile)] == [1, 1, 0]
    tick(noon)

    assert pigeon.arrived == {"devi@shop.example": 1, "emile@shop.example": 1}
