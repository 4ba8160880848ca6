"""An account's page: how it is, what is left to switch, and what can be done."""

from collections.abc import Callable

from django.test import Client

from polku.kit import clock
from polku.know.teams.models import Member
from polku.say.channels.line.inbox.models import LineHookHour
from polku.say.channels.line.models import LineAccount, LineFriend
from polku.say.channels.line.setup.models import LineTick
from polku.say.outbox.models import Message
from tests.doors.web.line.conftest import Office
from tests.doors.web.queries import queries
from tests.say.channels.line.rogue import Say

PAGE = "/settings/channels/line/kahvila"


def test_how_it_is_stands_on_one_card(web: Client, account: LineAccount) -> None:
    now = clock.now_ms()
    LineFriend.objects.create(account=account, user_id="U1", is_friend=True, changed_ms=0)
    LineFriend.objects.create(account=account, user_id="U2", is_friend=False, changed_ms=0)
    LineHookHour.objects.create(account=account, hour=now // clock.HOUR_MS, events=7, refused=2, last_ms=now)
    for number, state in enumerate(("sent", "sent", "sent", "failed", "held", "held")):
        Message.objects.create(
            cause="campaign:1", identity_id=number, channel="line:kahvila", state=state, due_ms=0, asked_ms=0,
            settled_ms=now, reason="no_address" if number == 5 else "",
        )  # fmt: skip

    page = web.get(PAGE)

    card = page.context["card"]
    assert (card.friends, card.blocked, card.hooks.events, card.hooks.refused) == (1, 1, 7, 2)
    assert (card.day.sent, card.day.wrong, card.month.used, card.month.left) == (3, 1, 23, 177)
    assert (card.day.held, card.day.out_of_reach) == (1, 1)
    assert "2 webhooks of the last day had a wrong signature." in page.text
    assert "25.0% went wrong" in page.text


def test_what_is_switched_by_hand_is_ticked_with_who_and_when(web: Client, account: LineAccount, aino: Member) -> None:
    web.post(f"{PAGE}/ticks", {"item": "greeting", "done": "yes"})
    web.post(f"{PAGE}/ticks", {"item": "no such thing", "done": "yes"})

    tick = LineTick.objects.get()
    assert (tick.item, tick.by) == ("greeting", aino)
    assert web.get(PAGE).context["card"].unticked == 4
    web.post(f"{PAGE}/ticks", {"item": "greeting"})
    assert not LineTick.objects.exists()


def test_it_is_stopped_resumed_and_disconnected(web: Client, account: LineAccount) -> None:
    web.post(f"{PAGE}/stop")
    stopped = web.get(PAGE).context["card"].state
    web.post(f"{PAGE}/resumption")
    active = web.get(PAGE).context["card"].state
    web.post(f"{PAGE}/end")

    assert (stopped, active, web.get(PAGE).status_code) == ("stopped", "active", 404)
    assert web.get("/settings/channels/line").context["cards"] == []


def test_trouble_is_told_in_words_and_goes_when_it_is_over(web: Client, account: LineAccount, office: Office) -> None:
    office.said["/v2/bot/info"] = Say(401, {"message": "Authentication failed"})
    web.post(f"{PAGE}/look")
    broken = web.get(PAGE)
    del office.said["/v2/bot/info"]
    web.post(f"{PAGE}/look")

    assert (broken.context["card"].state, "Authentication failed" in broken.text) == ("trouble", True)
    assert web.get(PAGE).context["card"].state == "active"


def test_a_webhook_test_that_fails_says_why(web: Client, account: LineAccount, office: Office) -> None:
    office.test = {"success": False, "reason": "COULD_NOT_CONNECT", "detail": "refused"}

    web.post(f"{PAGE}/webhook/test")

    assert "LINE could not connect to this polku." in web.get(PAGE).text


def test_a_new_secret_stands_beside_the_old_one(web: Client, account: LineAccount, entered: dict[str, str]) -> None:
    web.post(f"{PAGE}/access", entered | {"secret": "n" * 32, "title": "Kahvila 2"})

    account.refresh_from_db()
    assert account.title == "Kahvila 2"
    assert account.old_secret_until is not None
    assert "The old one is taken beside the new one" in web.get(f"{PAGE}/access").text


def test_secrets_left_empty_stay(web: Client, account: LineAccount, entered: dict[str, str]) -> None:
    answer = web.post(f"{PAGE}/access", entered | {"secret": "", "title": "Other"})

    before = account.sealed_secret
    account.refresh_from_db()
    assert (answer.status_code, account.title, account.sealed_secret) == (302, "Other", before)


def test_the_list_costs_the_same_however_long_it_is(
    web: Client, account: LineAccount, connect: Callable[..., LineAccount]
) -> None:
    one = queries(web, "/settings/channels/line")
    for number in range(2):
        connect(f"More {number}")

    assert queries(web, "/settings/channels/line") == one
    assert len(web.get("/settings/channels/line").context["cards"]) == 3
