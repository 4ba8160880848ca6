"""What a phone fetches for a page when it comes for the first time, over the wire: with the worst of logos."""

import gzip
import io
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

from polku.act.rewards import prizes
from polku.act.rewards.draws import loop, tickets
from polku.act.rewards.draws.play import Wanted, play
from polku.kit import clock
from polku.know.people.consent import links
from polku.know.people.models import Profile
from polku.know.teams.begin import the_team
from polku.say.content.look.logo import take
from polku.say.content.look.shown import choose
from tests.doors.public.test_forwarded import _live
from tests.house.tree import ROOT

pytestmark = pytest.mark.django_db
STATIC = ROOT / "polku/doors/web/static"
TEA = {"key": "tea", "title": "A cup of tea", "stock": 5, "chance": {"wins": 1, "of": 2}}


@pytest.fixture(autouse=True)
def _with_a_logo(team: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    into = io.BytesIO()
    Image.effect_noise((900, 300), 90).save(into, "PNG")
    choose(the_team(), color="#b4462e", logo=take(into.getvalue()), by=None)


def weight(browser: Client, address: str) -> int:
    answer = browser.get(address, headers={"accept-encoding": "gzip"})
    page = gzip.decompress(answer.content).decode()
    look = re.findall(r'"(/p/(?:look|media)/[^"]+)"', page)
    files = {STATIC / found for found in re.findall(r'/static/([^"?#]+)', page)}
    assert (len(files) >= 1, len(look)) == (True, 2)
    small = [file.with_name(f"{file.name}.gz").stat().st_size for file in files]
    return len(answer.content) + sum(len(browser.get(found).content) for found in look) + sum(small)


def test_pages_are_light(devi: Profile, proved: Client) -> None:
    """The first one with twelve coupons, the heaviest, and one whose stylesheet is another."""
    for number in range(12):
        prizes.give(
            prizes.Prize(_live("coupon", benefit={"kind": "gift", "gift": "tea"}).pk),
            devi.id,
            f"{number}",
            now=clock.now(),
        )
    game = _live("draw", mode="instant", face="wheel", prizes=[TEA])
    loop.tick(clock.now())
    tickets.give(game, [devi.id], "welcome", now=clock.now())
    play("first", Wanted(game.pk, [devi.id], clock.now(), by="customer"))
    choices = links.preferences_url(devi.id).partition("/p/")[2]

    found = {page: weight(proved, f"/p/{page}") for page in ("wallet", f"wallet/draws/{game.pk}?play=1", choices)}

    assert [page for page, size in found.items() if size > 60_000 * 4 / 5] == []
    assert [
        name for name in ("wallet", "public", "draws") if "woff2" in (STATIC / f"built/css/{name}.css").read_text()
    ] == []
