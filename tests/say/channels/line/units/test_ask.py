"""What LINE counts of a campaign: asked for at the lab, hidden told apart from nothing, frozen after two weeks."""

from datetime import timedelta

import pytest
from django.conf import settings

from polku.kit import clock
from polku.lab.line import looks
from polku.lab.line.account import Account
from polku.say.channels.channel import Letter
from polku.say.channels.line.channel import Line, accounts
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.units import ask
from polku.say.channels.line.units.models import LineUnit, LineUnitMonth
from polku.say.channels.line.units.told import units
from tests.say.channels.line.insight.conftest import at_lab, official  # noqa: F401 fixtures


@pytest.fixture
def sent(official: tuple[Account, str], at_lab: LineAccount) -> Line:  # noqa: F811
    """One text to forty friends, by multicast."""
    (line,) = accounts()
    people = [official[0].ids.of(number) for number in range(40)]
    chat = b'[{"type":"text","text":"Tea?"}]'
    letters = [
        Letter(f"a/{number}", number, 7, user, "", "Tea?", chat=chat, message_id=number)
        for number, user in enumerate(people, start=1)
    ]
    line.send(letters)
    line.close()
    return line


def run(account: LineAccount, *, after: timedelta = timedelta(hours=1, minutes=1)) -> int:
    done = 0
    while ask.next_one(account, now=clock.now() + after):
        done += 1
    return done


def test_who_saw_and_tapped_it_by_bubble_and_by_link(
    official: tuple[Account, str],  # noqa: F811
    at_lab: LineAccount,  # noqa: F811
    sent: Line,
) -> None:
    lab = official[0]
    (sending,) = lab.chats.sendings[-1:]
    assert sending.unit == LineUnit.objects.get().name
    for number in range(30):
        looks.see(lab, number, sending)
    for number in range(25):
        looks.click(lab, number, sending, "https://kahvila.example/tea")
    looks.click(lab, 1, sending, "https://kahvila.example/cake")
    looks.click(lab, 1, sending, f"{settings.BASE_URL}/p/l/signed")
    assert not units(at_lab, 7)[0].saw.is_there

    assert run(at_lab) == 2  # the month's names, and the campaign
    assert run(at_lab) == 0

    (told,) = units(at_lab, 7)
    assert (told.saw.value, told.tapped.value, told.begun.is_hidden) == (30, 25, True)
    assert [(one.number, one.shown.value, one.people.value) for one in told.bubbles] == [(1, 30, 30)]
    links = {one.url: (one.taps.value, one.people.is_hidden) for one in told.links}
    assert links["https://kahvila.example/tea"] == (25, False)
    assert links["https://kahvila.example/cake"] == (None, True)
    assert (len(links), told.row.own_links) == (2, 1)
    assert LineUnitMonth.objects.get().names == [sending.unit]


def test_it_is_asked_for_again_until_line_counts_no_more(at_lab: LineAccount, sent: Line) -> None:  # noqa: F811
    row, asked = LineUnit.objects.get(), []
    for hours in range(15 * 24):
        now_ms = row.last_ms + hours * clock.HOUR_MS
        if ask.is_due(row, now_ms=now_ms):
            asked.append(hours)
            row.asked_ms = now_ms

    assert asked == [1, 3, 6, 12, 24, 72, 168, 336]
    assert run(at_lab, after=timedelta(days=13, hours=23)) == 2
    assert not LineUnit.objects.get().is_final
    assert run(at_lab, after=timedelta(days=14, minutes=1)) == 2
    assert LineUnit.objects.get().is_final
    assert run(at_lab, after=timedelta(days=15)) == 1  # the month alone
