"""A pause of the interpreter is not a template that takes too long."""

from itertools import chain, repeat

import pytest

from polku.kit import clock
from polku.say.content.blocks.read import mail_of
from polku.say.content.email import fill, make
from polku.say.content.problem import TooSlow
from polku.say.content.render import render
from tests.say.content.blocks.conftest import LEAVE

MAIL = {"blocks": [{"kind": "heading", "text": "{{ person.name | upcase }}"}]}


@pytest.fixture
def pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the first look at the clock: a second, once."""
    times = chain([0.0], repeat(1.0))
    monkeypatch.setattr(clock, "computed", lambda: next(times))


@pytest.mark.usefixtures("pause")
def test_a_text_is_filled_in_beside_it():
    assert render("{{ person.name | upcase }}", {"name": "Aino"}) == "AINO"


@pytest.mark.usefixtures("pause")
def test_a_mail_is_filled_in_beside_it():
    assert "AINO" in fill(make("x", mail_of(MAIL)), {"name": "Aino"}, **LEAVE).text


def test_what_is_slow_each_time_is_refused(monkeypatch):
    times = iter(range(100))
    monkeypatch.setattr(clock, "computed", lambda: float(next(times)))

    with pytest.raises(TooSlow):
        render("{{ person.name | upcase }}", {"name": "Aino"})
