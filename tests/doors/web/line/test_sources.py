"""Places where friends come from: made, printed, counted, greeting in their own words."""

from collections.abc import Callable

from django.test import Client

from polku.kit import clock
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sources.arrivals import arrive
from polku.say.channels.line.sources.meant import take
from polku.say.channels.line.sources.models import LineSource
from tests.doors.web.queries import queries

PAGE = "/settings/channels/line/kahvila/sources"


def make(web: Client, title: str = "Till 3") -> LineSource:
    answer = web.post(PAGE, {"title": title, "kind": "till"})
    assert answer.status_code == 302, answer.text
    return LineSource.objects.order_by("-pk")[0]


def test_a_code_is_made_and_can_be_printed(web: Client, account: LineAccount) -> None:
    till = make(web)

    page = web.get(f"{PAGE}/{till.pk}")

    assert page.context["address"].endswith(f"/f/{till.key}")
    for name, beginning in (("code.svg", b"<?xml"), ("code.png", b"\x89PNG"), ("poster-a4.pdf", b"%PDF")):
        file = web.get(f"{PAGE}/{till.pk}/{name}")
        assert (file.status_code, file.content[:5].startswith(beginning[:4])) == (200, True)
    assert web.get(f"{PAGE}/{till.pk}/code.exe").status_code == 404
    assert web.get(f"{PAGE}/{till.pk}/poster-a0.pdf").status_code == 404


def test_counts_stand_beside_their_rule(web: Client, account: LineAccount) -> None:
    till = make(web)
    take(arrive(till, now_ms=clock.now_ms()), followed_ms=clock.now_ms(), is_first=True, is_exact=False)
    arrive(till, now_ms=clock.now_ms())

    page = web.get(f"{PAGE}/{till.pk}")

    counts = page.context["counts"]
    assert (counts.arrived, counts.followed, counts.first, counts.guessed) == (2, 1, 1, 1)
    assert "within the 15 minutes before" in page.text


def test_the_list_costs_the_same_however_long_it_is(web: Client, account: LineAccount) -> None:
    make(web)
    one = queries(web, PAGE)
    for title in ("Window", "Shibuya"):
        make(web, title)

    assert queries(web, PAGE) == one
    assert len(web.get(PAGE).context["rows"]) == 3


def test_one_that_has_ended_is_gone_from_the_list(web: Client, connect: Callable[..., LineAccount]) -> None:
    connect()
    till = make(web)

    web.post(f"{PAGE}/{till.pk}/end")

    assert web.get(PAGE).context["rows"] == []
    assert web.get(f"{PAGE}/{till.pk}").status_code == 404
