"""Who was a friend before polku came is found by asking LINE, where the account may."""

import json

import pytest

from polku.kit import clock
from polku.know.people.models import Identity, Profile
from polku.say.channels.line import thread
from polku.say.channels.line.followers.begin import begin, latest
from polku.say.channels.line.followers.loop import tick
from polku.say.channels.line.models import LineFriend
from tests.say.channels.line.rogue import Say
from tests.say.channels.line.webhooks import DEVI, FUMI, event

pytestmark = pytest.mark.django_db
PAGES = {"": ([DEVI, FUMI], "two"), "two": (["U" + "1" * 32, FUMI], None)}


@pytest.fixture
def pages(rogue):
    """LINE's pages, by the name of each."""
    told = {name: Say(body={"userIds": ids} | ({"next": more} if more else {})) for name, (ids, more) in PAGES.items()}

    def fault(asked):
        path, _question, given = asked.path.partition("?")
        name = given.partition("start=")[2]
        return told[name] if path == "/v2/bot/followers/ids" else None

    rogue.fault = fault
    yield told
    thread.close()


def go_on(times=10):
    for _ in range(times):
        if not tick(clock.from_ms(clock.now_ms() + 1)):
            break


def test_all_of_them_become_friends_and_people(account, pages, carry_on):
    assert begin(account, by=None).pk == begin(account, by=None).pk
    go_on()
    carry_on()

    found = latest(account)
    assert (found.state, found.found, found.fresh) == ("done", 4, 3)
    assert set(LineFriend.objects.values_list("user_id", "is_friend", "first_ms")) == {
        (user, True, None) for user in (DEVI, FUMI, "U" + "1" * 32)
    }
    person = Profile.objects.get(id=Identity.objects.get(kind="line", value=DEVI).profile_id)
    assert json.loads(person.traits) == {"line_kahvila": "friend"}


def test_who_blocks_later_is_no_friend_whatever_is_told_first(account, pages, tell, carry_on):
    now_ms = clock.now_ms()
    tell(event("unfollow", at_ms=now_ms + 60_000), now_ms=now_ms + 61_000)
    tell(event("unfollow", user=FUMI, at_ms=now_ms - 60_000), now_ms=now_ms)
    carry_on()
    begin(account, by=None)
    go_on()

    assert dict(LineFriend.objects.filter(user_id__in=[DEVI, FUMI]).values_list("user_id", "is_friend")) == {
        DEVI: False, FUMI: True,
    }  # fmt: skip


def test_an_account_that_may_not_is_told_so(account, pages):
    pages[""] = Say(403, {"message": "Access to this API is not available for your account"})
    begin(account, by=None)
    go_on()

    found = latest(account)
    assert (found.state, found.trouble) == ("refused", "403 Access to this API is not available for your account")


def test_trouble_is_waited_out_and_the_page_is_asked_again(account, pages):
    good, pages["two"] = pages["two"], Say(500)
    begin(account, by=None)
    go_on()
    assert (latest(account).state, latest(account).start, latest(account).found) == ("running", "two", 2)
    pages["two"] = good
    tick(clock.from_ms(latest(account).due_ms))

    assert (latest(account).state, latest(account).found) == ("done", 4)


def test_a_page_that_line_has_forgotten_is_begun_anew(account, pages):
    good, pages["two"] = pages["two"], Say(400, {"message": "Invalid start"})
    begin(account, by=None)
    go_on()
    pages["two"] = good
    for _ in range(2):
        tick(clock.from_ms(latest(account).due_ms))

    assert (latest(account).state, latest(account).found, latest(account).fresh) == ("done", 4, 3)
