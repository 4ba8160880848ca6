"""A customer connects by LINE Login, against the lab's LINE: both are named first, and no other account comes in."""

from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from polku.kit import clock, seal
from polku.know.people import find
from polku.know.people.models import Profile
from polku.know.teams.own_doors import source_of
from polku.say.channels.line.linking.links import Coming, login_path
from polku.say.channels.line.linking.login import keep
from polku.say.channels.line.linking.models import LineLoginBegun
from polku.say.channels.line.models import LineAccount, LineFriend
from polku.say.channels.line.sources.make import make
from polku.say.channels.line.sources.models import LineArrival
from polku.say.outbox.models import Message
from tests.doors.public.line_lab import LineLab, serving
from tests.doors.public.test_friend import PHONE

pytestmark = pytest.mark.django_db(transaction=True)
HANA = 4  # the number of her phone
CarryOn, Log = Callable[[], None], Callable[..., None]


@pytest.fixture(scope="module")
def lab() -> Iterator[LineLab]:
    with serving() as lab:
        yield lab


@pytest.fixture
def account(team: object, lab: LineLab) -> LineAccount:
    row = LineAccount.objects.create(
        name="kahvila", title="Kahvila", channel_id=lab.account.channel_id, basic_id=lab.account.basic_id,
        sealed_secret=seal.shut(lab.account.secret, key=settings.SECRET_KEY), api_base=lab.url, data_api_base=lab.url,
    )  # fmt: skip
    secret = lab.account.login_secret
    channel_id = lab.account.login_channel_id
    keep(row, channel_id=channel_id, secret=secret, login_base="", leads_friends=True, by=None)
    return row


@pytest.fixture
def start(account: LineAccount, devi: Profile) -> str:
    """Where Devi's own page leads."""
    return login_path(account, Coming(devi.id))


def begin(browser: Client, start: str) -> str:
    address = browser.get(f"{start}/there")["Location"]
    assert isinstance(address, str)
    return address


def come_back(browser: Client, lab: LineLab, start: str, **bent: str) -> HttpResponse:
    answer = lab.agree(begin(browser, start), number=HANA)
    return browser.get("/p/line/kahvila/back", answer | bent)


def user(lab: LineLab, number: int = HANA) -> str:
    return str(lab.account.ids.of(number))


def is_joined(lab: LineLab) -> bool:
    one, other = find.by_identity("line", user(lab)), find.by_identity("user_id", "devi")
    return one is not None and other is not None and one.id == other.id


def test_both_are_named_and_one_after_the_yes(proved: Client, lab: LineLab, start: str, carry_on: CarryOn) -> None:
    assert "Connect your LINE account" in proved.get(start).text
    asked = proved.get(come_back(proved, lab, start)["Location"])
    assert ("Devi" in asked.text, "d•••@shop.example" in asked.text) == (True, True)
    assert LineLoginBegun.objects.get().name in asked.text
    carry_on()
    assert not is_joined(lab)

    done = proved.post(asked.request["PATH_INFO"], {"do": "join"})
    carry_on()

    assert is_joined(lab)
    assert "Connected." in proved.get(done["Location"]).text
    assert proved.post(asked.request["PATH_INFO"], {"do": "join"}).status_code == 403


def test_a_no_joins_nobody(outside: Client, lab: LineLab, start: str, carry_on: CarryOn) -> None:
    outside.post(come_back(outside, lab, start)["Location"], {"do": "no"})
    carry_on()

    assert not is_joined(lab)


def test_what_is_asked_of_line_is_what_the_standard_asks_for(outside: Client, lab: LineLab, start: str) -> None:
    asked = parse_qs(urlsplit(begin(outside, start)).query)

    assert (asked["code_challenge_method"], asked["scope"], asked["bot_prompt"]) == (
        ["S256"], ["openid profile"], ["normal"],
    )  # fmt: skip
    assert all(len(asked[name][0]) >= 43 for name in ("state", "nonce", "code_challenge"))


def test_an_answer_counts_once_and_in_its_own_browser_only(outside: Client, lab: LineLab, start: str) -> None:
    answer = lab.agree(begin(outside, start), number=HANA)

    other = Client()
    assert other.get("/p/line/kahvila/back", answer).status_code == 403
    begin(other, start)
    assert other.get("/p/line/kahvila/back", answer).status_code == 403
    back = outside.get("/p/line/kahvila/back", answer)
    assert back.status_code == 302
    assert outside.get("/p/line/kahvila/back", answer).status_code == 403
    assert other.get(back["Location"]).status_code == 403
    assert other.post(back["Location"], {"do": "join"}).status_code == 403


@pytest.mark.parametrize(
    "bent", [{"state": "x"}, {"code": "x"}, {"code": ""}, {"error": "access_denied"}, {"error": "server_error"}]
)
def test_what_is_not_lines_answer_is_refused_and_the_way_is_over(
    outside: Client, lab: LineLab, start: str, bent: dict[str, str]
) -> None:
    assert come_back(outside, lab, start, **bent).status_code == 403
    assert not LineLoginBegun.objects.exclude(user_id="").exists()


def test_a_nonce_or_secret_that_is_another_s_proves_nothing(outside: Client, lab: LineLab, start: str) -> None:
    answer = lab.agree(begin(outside, start).replace("nonce=", "nonce=x"), number=HANA)
    assert outside.get("/p/line/kahvila/back", answer).status_code == 403

    answer = lab.agree(begin(outside, start), number=HANA)
    keep(LineAccount.objects.get(), channel_id=lab.account.login_channel_id, secret="0" * 32, login_base="",
         leads_friends=False, by=None)  # fmt: skip
    assert outside.get("/p/line/kahvila/back", answer).status_code == 403


def test_a_start_that_is_made_up_or_another_account_s_leads_nowhere(outside: Client, start: str) -> None:
    LineAccount.objects.create(name="other", title="Other", channel_id="1650000009", sealed_secret="s")

    assert outside.get(start[:-1] + ("a" if start[-1] != "a" else "b")).status_code == 404
    assert outside.get(start.replace("kahvila", "other")).status_code == 404
    assert outside.get(start.replace("kahvila", "kah%00vila")).status_code == 404
    LineAccount.objects.filter(name="kahvila").update(ended_at=clock.now())
    assert outside.get(start).status_code == 404


def test_she_parts_them_on_her_own_page_and_is_told_on_line(
    proved: Client, lab: LineLab, start: str, path: Callable[..., str], carry_on: CarryOn
) -> None:
    proved.post(come_back(proved, lab, start)["Location"], {"do": "join"})
    carry_on()
    LineFriend.objects.create(account=LineAccount.objects.get(), user_id=user(lab), is_friend=True, changed_ms=1)
    name = LineLoginBegun.objects.get().name
    own = f"{path()}/line"
    shown = proved.get(own)
    assert f"Disconnect {name}" in shown.text
    assert f"{path()}/line" in proved.get(path()).text

    done = proved.post(own, {"part": shown.context["connected"][0][0]})
    carry_on()

    assert not is_joined(lab)
    assert "no longer connected" in proved.get(done["Location"]).text
    told = Message.objects.get(cause__startswith="line-parted:")
    assert (told.channel, find.profile_ids([told.identity_id])[told.identity_id]) == (
        "line:kahvila", find.by_identity("line", user(lab)).id,
    )  # fmt: skip
    proved.post(own, {"part": "nonsense"})


@pytest.mark.parametrize("is_heard_first", [False, True], ids=["login first", "follow first"])
def test_who_came_by_a_poster_is_known_by_it_exactly(
    outside: Client, lab: LineLab, account: LineAccount, log_events: Log, carry_on: CarryOn, *, is_heard_first: bool
) -> None:
    number = 21 + is_heard_first
    poster, till = make(account, title="Poster", kind="poster"), make(account, title="Till", kind="till")
    start = outside.get(f"/f/{poster.key}", headers=PHONE)["Location"]
    assert "Add us on LINE" in outside.get(start).text
    there = begin(outside, start)
    assert parse_qs(urlsplit(there).query)["bot_prompt"] == ["aggressive"]
    outside.get(f"/f/{till.key}", headers=PHONE)  # somebody else, at the same time: a guess would be wrong
    answer = lab.agree(there, number=number, friend=True)
    follow = {
        "type": "track", "event": "LINE Followed", "identity": ("line", user(lab, number)),
        "messageId": f"line:kahvila:f{number}", "properties": {"channel": "line:kahvila"},
    }  # fmt: skip

    def heard() -> None:
        log_events(follow, source=source_of("line", name="LINE"))
        carry_on()

    if is_heard_first:
        heard()
    assert "Welcome" in outside.get("/p/line/kahvila/back", answer).text
    if not is_heard_first:
        heard()
    carry_on()

    assert [(one.source, one.is_exact, one.is_first) for one in LineArrival.objects.exclude(followed_ms=None)] == [
        (poster, True, True)
    ]
    person = find.by_identity("line", user(lab, number))
    assert person is not None
    assert f'"line_kahvila_source":"{poster.key}"' in person.traits.replace(" ", "")
