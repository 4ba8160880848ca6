"""LINE Login is set up on a page of the account; a member parts a LINE account from a person."""

from collections.abc import Callable

from django.test import Client

from polku.kit import clock, ids
from polku.know.people import find
from polku.know.teams.models import TrailEntry
from polku.know.teams.own_doors import source_of
from polku.say.channels.line.linking.join import customer_of, join
from polku.say.channels.line.linking.login import login_of
from polku.say.channels.line.models import LineAccount, LineFriend
from polku.say.outbox.models import Message

PAGE = "/settings/channels/line/kahvila/login"
GIVEN = {"channel_id": "2650000000", "secret": "5" * 32, "leads_friends": "on", "login_base": "http://127.0.0.1:8700"}
USER = "U" + "d" * 32


def test_it_is_kept_shown_changed_without_the_secret_and_ended(web: Client, account: LineAccount) -> None:
    assert "/p/line/kahvila/back" in web.get(PAGE).text
    assert web.post(PAGE, GIVEN).status_code == 302
    assert "5" * 32 not in web.get(PAGE).text

    web.post(PAGE, {name: value for name, value in GIVEN.items() if name != "leads_friends"} | {"secret": ""})

    kept = login_of(account)
    assert kept is not None
    assert (kept.leads_friends, kept.login_base) == (False, "http://127.0.0.1:8700")
    assert "5" * 32 not in kept.sealed_secret
    web.post(f"{PAGE}/end")
    assert login_of(account) is None
    assert list(TrailEntry.objects.filter(kind="line_login").order_by("pk").values_list("action", flat=True)) == [
        "line_login.saved", "line_login.saved", "line_login.ended",
    ]  # fmt: skip


def test_what_cannot_be_is_told_at_its_field(web: Client, account: LineAccount) -> None:
    for wrong in (
        {"channel_id": "abc"},
        {"channel_id": account.channel_id},
        {"secret": ""},
        {"secret": "short"},
        {"login_base": "http://10.0.0.1"},
        {"login_base": "https://access.line.me/?x"},
    ):
        answer = web.post(PAGE, GIVEN | wrong)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, list(wrong))


def test_a_member_parts_a_line_account_and_the_customer_is_told(
    web: Client, account: LineAccount, log_events: Callable[..., None], carry_on: Callable[[], None]
) -> None:
    log_events({"type": "identify", "userId": "devi", "traits": {"name": "Devi", "email": "devi@shop.example"}})
    log_events(
        {"type": "track", "event": "LINE Followed", "identity": ("line", USER), "messageId": "f",
         "properties": {"channel": f"line:{account.name}"}},
        source=source_of("line", name="LINE"),
    )  # fmt: skip
    carry_on()
    devi = find.by_identity("user_id", "devi")
    assert devi is not None
    name, profile = customer_of(devi.id) or (("", ""), devi)
    now_ms = clock.now_ms()
    join(account, USER, name=name, profile=profile, how="login", key="1", now_ms=now_ms, at_ms=now_ms)
    carry_on()
    assert LineFriend.objects.get().is_friend
    person = web.get(f"/people/{ids.public(devi.id)}")
    parting = person.text.partition("/parting")[0].rpartition('"')[2] + "/parting"
    assert "Disconnect this LINE account?" in web.get(parting).text

    web.post(parting)
    carry_on()

    assert find.by_identity("line", USER) != find.by_identity("user_id", "devi")
    assert Message.objects.filter(cause__startswith="line-parted:").count() == 1
    assert TrailEntry.objects.filter(action="person.disconnected", member__isnull=False).exists()
    assert web.get(parting).status_code == 404
