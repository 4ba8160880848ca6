"""Names and pictures of LINE: asked for once in a while, never put over what the shop itself knows."""

import json

import pytest

from polku.kit import clock
from polku.know.people.models import Identity, Profile
from polku.say.channels.line import thread
from polku.say.channels.line.inbox.forget import call_off
from polku.say.channels.line.models import LineFriend
from polku.say.channels.line.profiles.ask import Found
from polku.say.channels.line.profiles.ask import Profile as Told
from polku.say.channels.line.profiles.keep import keep
from polku.say.channels.line.profiles.loop import Profiles
from tests.say.channels.line.rogue import Say
from tests.say.channels.line.webhooks import DEVI, NOON_MS, event, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(tell, carry_on, account, rogue):
    """`asked(…)`: Devi does that, and whose profile is due is asked for."""
    rogue.profile = Say(
        body={"displayName": "デビ", "userId": DEVI, "pictureUrl": "https://p.example/1", "language": "ja"}
    )
    rogue.fault = lambda asked: rogue.profile if asked.path.startswith("/v2/bot/profile/") else None
    profiles = Profiles()

    def run(*events):
        tell(*events)
        carry_on()
        profiles.tick(clock.now())
        carry_on()

    yield run
    thread.close()


def traits():
    person = Profile.objects.get(id=Identity.objects.get(kind="line").profile_id)
    return {name: value for name, value in json.loads(person.traits).items() if name != "line_kahvila"}


def follow(at=0):
    return event("follow", at_ms=NOON_MS + at, follow={"isUnblocked": False})


def test_a_new_friend_has_a_name(asked, rogue):
    asked(follow())
    asked(text("Hi"))

    row = LineFriend.objects.get()
    assert (row.name, row.picture_url, row.language) == ("デビ", "https://p.example/1", "ja")
    line = {"line_name": "デビ", "line_picture": "https://p.example/1", "line_language": "ja"}
    assert traits() == {**line, "name": "デビ", "language": "ja"}
    assert rogue.paths("GET") == {f"/v2/bot/profile/{DEVI}": 1}


def test_what_the_shop_knows_stays(asked, log_events):
    ids = {"externalIds": [{"type": "line", "id": DEVI}]}
    said = {"type": "identify", "userId": "devi", "traits": {"name": "Devi Rao", "language": "en"}, "context": ids}
    log_events(said | {"timestamp": 1_000_000_000_000})
    asked(follow())

    found = traits()
    assert (found["name"], found["language"], found["line_name"]) == ("Devi Rao", "en", "デビ")


def test_a_new_name_on_line_is_followed_where_it_came_from_line(asked, rogue):
    asked(follow())
    rogue.profile = Say(body={"displayName": "Devi", "userId": DEVI})
    LineFriend.objects.update(profile_ms=NOON_MS - 8 * clock.DAY_MS)
    asked(text("Hi", at_ms=NOON_MS + 1))

    assert traits() == {"line_name": "Devi", "name": "Devi", "language": "ja"}


@pytest.mark.parametrize("status", [404, 400])
def test_who_cannot_be_asked_about_is_not_asked_again(asked, rogue, status):
    rogue.profile = Say(status, {"message": "Not found"})
    asked(follow())
    asked()

    assert LineFriend.objects.get().profile_ms is not None
    assert rogue.paths("GET").total() == 1
    assert traits() == {}


def test_trouble_is_waited_out(asked, rogue):
    rogue.profile = Say(500)
    asked(follow())
    asked()

    assert LineFriend.objects.get().profile_ms is None
    assert rogue.paths("GET").total() == 1


def test_who_is_erased_meanwhile_is_not_brought_back(tell, carry_on, account):
    from polku.know.events.forgetting.whom import Whom
    from polku.know.events.read import last_seq

    tell(follow())
    carry_on()
    end = last_seq()
    assert not call_off(Whom([{1: ("line", DEVI)}]))

    keep(account.pk, account.name, [Found(DEVI, Told("Devi"))], now_ms=NOON_MS)

    assert last_seq() == end
