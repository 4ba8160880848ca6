"""Devi's links and numbers in other people's hands: whatever they try, nothing of hers is seen, and nothing happens.

All customers' pages are walked, as polku/urls.py has them: a new one is tried by itself, and asks for a sample here.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from polku.act.rewards import programs
from polku.act.rewards.codes import own
from polku.act.rewards.draws import loop, tickets
from polku.act.rewards.draws.play import Wanted, play
from polku.act.rewards.ledger.models import Lot, Movement, Program
from polku.act.rewards.offers.models import Place
from polku.act.rewards.offers.see import Who
from polku.act.rewards.offers.take import take
from polku.act.rewards.points.earn import earn
from polku.act.rewards.prizes import Prize, give
from polku.act.rewards.referrals import link
from polku.act.rewards.referrals.models import Referrer
from polku.act.rewards.stamps import scan
from polku.act.rewards.stamps.stamp import stamp
from polku.doors.public.wallet.looking import KEY, LINK
from polku.doors.web.entrance import ANYONE
from polku.kit import clock, ids, seal
from polku.know.events.models import Forgetting
from polku.know.people.consent import links
from polku.know.people.find import by_identity, identities_of
from polku.know.people.models import Identity, Profile
from polku.know.people.own_pages import asking, sessions
from polku.know.people.own_pages import code as codes
from polku.say.channels.line.linking.links import JOIN, Coming, chat_url, link_path, login_path
from polku.say.channels.line.models import LineAccount
from polku.urls import PAGES
from tests.doors.public.conftest import as_person
from tests.doors.walk.addresses import address

pytestmark = pytest.mark.django_db
OURS = [page for page in PAGES if page.permission == ANYONE and page.address.startswith(("p/", "f/", "r/"))]
PLACES = {"title": "Tasting", "places": 9, "has_waiting_list": True}
# Whoever holds a letter may change what its reader gets from us: that must be possible without signing in.
LETTERS = {"public preferences", "public unsubscribe"}


@dataclass
class Purse:
    """What is Devi's: never to be read by anybody else, and the values that lead to it in addresses."""

    devi: Profile
    secrets: dict[str, str]
    given: dict[str, object]

    def addresses(self) -> Iterator[tuple[str, str]]:
        for page in OURS:
            named = re.findall(r"<\w+:(\w+)>", page.address)
            missing = [name for name in named if not {name, f"{page.name}: {name}"} & self.given.keys()]
            assert missing == [], f"{page.name} needs a sample of Devi's for {missing}"
            yield page.name, address(page, self.given)

    def read_in(self, text: str) -> list[str]:
        return [what for what, secret in self.secrets.items() if secret in text]

    def state(self) -> object:
        named = [one.id for one in identities_of(self.devi.id)]
        tables = (Lot, Movement, Place, Referrer)
        rows = [sorted(table.objects.filter(identity_id__in=named).values_list()) for table in tables]
        return named, rows, Forgetting.objects.count(), Identity.objects.filter(profile_id=self.devi.id).count()


@pytest.fixture
def purse(log_events: Callable[..., None], carry_on: Callable[[], None], team: object) -> Purse:
    account = LineAccount.objects.create(name="kahvila", title="Kahvila", channel_id="1", sealed_secret="s")
    traits = {"name": "Devi Ruusuvuori", "email": "devi.ruusuvuori@shop.example"}
    log_events({"type": "identify", "userId": "devi", "traits": traits})
    line = {"context": {"externalIds": [{"type": "user_id", "id": "devi"}]}, "traits": {"line_name": "Ruusu-on-LINE"}}
    log_events({"type": "identify", "identity": ("line", "U1"), "messageId": "l1", **line})
    log_events({"type": "identify", "userId": "emile", "traits": {"email": "emile@shop.example"}})
    carry_on()
    devi = by_identity("user_id", "devi")
    assert devi is not None
    who, now = Who(devi.id, (devi.id,)), clock.now()
    tea = _live("coupon", benefit={"kind": "gift", "gift": "tea"})
    give(Prize(program=tea.pk), devi.id, "welcome", now=now)
    coupon = Lot.objects.latest("pk")
    beans, card = _live("points"), _live("stamps", size=9, rewards=[{"at": 9, "prize": {"program": tea.pk}}])
    earn(beans, devi.id, 98_765, "welcome", now=now)
    stamp(card, devi.id, 4, "welcome", now=now)
    draw = _live(
        "draw",
        mode="instant",
        prizes=[{"key": "bike", "title": "Blue bicycle", "stock": 9, "chance": {"wins": 1, "of": 1}}],
    )
    loop.tick(now)
    tickets.give(draw, [devi.id], "welcome", now=now)
    play("first", Wanted(draw.pk, [devi.id], now, by="customer"))
    offer, friends = _live("offer", **PLACES), _live("referral", friend={"program": tea.pk}, has_board=True)
    take(offer, who, now=now)
    referrer = link.referrer_of(friends, [devi.id], now_ms=clock.now_ms())
    code, place = own.code_of(coupon.pk, key=settings.SECRET_KEY), scan.Place(card.pk, "kallio")
    tokens = {
        "stamp screen": scan.screen_token(place, key=settings.SECRET_KEY),
        "wallet of": links.wallet_url(devi.id).rpartition("/")[2],
        "public unsubscribe": links.unsubscribe_url(devi.id, channel="email").rpartition("/")[2],
        "public confirm": links.confirm_url(1, expires_ms=clock.now_ms() + 9).rpartition("/")[2],
        "public plan": "x",
        "public line login": (login := login_path(account, Coming(devi.id)).rpartition("/")[2]),
        "public line there": login,
        "public line join": seal.signed("1", key=settings.SECRET_KEY, purpose=JOIN, expires_ms=clock.now_ms() + 9_000),
        "public line chat": chat_url(account, "U1").rpartition("/")[2],
        "public line code": (asked := link_path(account, 1).rpartition("/")[2]),
        "public line dialog": asked,
    }
    given: dict[str, object] = {f"{page}: token": token for page, token in tokens.items()}
    given |= {"token": links.preferences_url(devi.id).rpartition("/")[2], "public_id": ids.public(coupon.pk)}
    given |= {"program_id": draw.pk, "wallet card: program_id": card.pk, "wallet offer: program_id": offer.pk}
    given |= {
        "wallet points get: program_id": beans.pk,
        "place": 1,
        "source": "website",
        "key": "x",
        "account": "kahvila",
    }
    given |= {
        "code": scan.code_of(place, now_ms=clock.now_ms(), key=settings.SECRET_KEY),
        "name": "x.png",
        "stem": "x",
        "color": "1f6f5c",
        "size": "200",
    }
    given |= {"public came: code": link.code_of(referrer)}
    secrets = {
        "name": "Ruusuvuori",
        "mailbox": "devi.ruusuvuori@",
        "LINE name": "Ruusu-on-LINE",
        "coupon": code,
        "points": "98,765",
        "games": 'class="played"',
        "referral": f"/r/{link.code_of(referrer)}",
        "choices": f"/p/preferences/{given['token']}",
    }
    return Purse(devi, secrets, given)


def _live(kind: str, **terms: Any) -> Program:
    row = programs.create(kind, {"title": kind.title()} | terms, kind=kind, currency="EUR", by=None)
    programs.become(row, Program.State.LIVE, by=None)
    return Program.objects.get(pk=row.pk)


def _with(client: Client, **cookies: str) -> Client:
    for name, value in cookies.items():
        client.cookies[name] = value
    return client


def _others(devi: Profile) -> dict[str, Client]:
    emile = by_identity("user_id", "emile")
    assert emile is not None
    wallet = links.wallet_url(devi.id).rpartition("/")[2]
    ended = sessions.proved_by_line(devi.id, now_ms=clock.now_ms() - sessions.LASTS_MS - 1)
    asker = asking.of_network("192.0.2.0")
    asked = codes.begin("devi.ruusuvuori@shop.example", devi.id, asker=asker, now_ms=clock.now_ms())[0]
    forged = links.preferences_url(devi.id).rpartition("/")[2]  # of another kind
    return {
        "who has her link": _with(Client(), **{LINK: wallet}),
        "Emile, who has it": _with(as_person(emile), **{LINK: wallet}),
        "who typed no code": _with(Client(), **{KEY: asked, LINK: wallet}),
        "whose sign-in is over": _with(Client(), **{KEY: ended, LINK: forged}),
    }


def test_all_of_it_is_there_for_herself(purse: Purse) -> None:
    """So the next test would find it."""
    browser, found = as_person(purse.devi), set()
    for _name, at in purse.addresses():
        found |= set(purse.read_in(browser.get(at).text)) if "/media/" not in at and "/data" not in at else set()

    assert found == purse.secrets.keys() - {"mailbox"}  # to her, too, it is d•••@shop.example


def test_nobody_else_reads_or_changes_anything_of_hers(purse: Purse) -> None:
    before, wrong = purse.state(), []
    for who, browser in _others(purse.devi).items():
        kept = {name: found.value for name, found in browser.cookies.items()}
        for name, at in purse.addresses():
            cache.clear()
            told = {"do": "back", "key": "k"}
            answers = [browser.get(at), *([] if name in LETTERS else [browser.post(at, told)])]
            for text in (one.text.replace(at, "") for one in answers if not one.streaming):
                found = set(purse.read_in(text)) - ({"choices"} if name in LETTERS else set())
                wrong += [f"{who} reads the {what} at {at}" for what in found]
            browser.cookies.clear()
            _with(browser, **kept)

    assert wrong == []
    assert purse.state() == before


def test_tokens_that_are_not_what_they_were_lead_nowhere(purse: Purse) -> None:
    said, later, opened = ids.public(purse.devi.id), clock.now_ms() + clock.DAY_MS, []
    made_up = [
        seal.signed(said, key="another house's", purpose=links.PREFERENCES, expires_ms=later),
        seal.signed(said, key=settings.SECRET_KEY, purpose="another", expires_ms=later),
        seal.signed(said, key=settings.SECRET_KEY, purpose=links.PREFERENCES, expires_ms=1),
    ]
    for page in (one for one in OURS if "<str:token>" in one.address):
        token = str(purse.given.get(f"{page.name}: token", purse.given["token"]))
        bent = [token[:-3] or "y", token[:-1] + ("a" if token[-1] != "a" else "b"), *made_up]
        for at in (address(page, purse.given | {f"{page.name}: token": one}) for one in bent):
            cache.clear()
            answers = Client().get(at), Client().post(at)
            opened += [f"{at}: {one.status_code}" for one in answers if one.status_code not in (403, 404, 405, 410)]

    assert opened == []
