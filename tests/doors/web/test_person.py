"""A person's page."""

from collections.abc import Callable

import pytest
from django.test import Client

from polku.act.rewards import prizes, programs
from polku.act.rewards.ledger.models import Program
from polku.act.rewards.points.earn import earn
from polku.act.rewards.stamps.stamp import stamp
from polku.kit import clock, ids
from polku.know.orders.models import Order
from polku.know.people.models import Merge, Profile
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sources.models import LineSource
from polku.say.outbox.models import Message
from tests.doors.web.queries import queries

pytestmark = pytest.mark.django_db
People = Callable[..., list[Profile]]


def page_of(profile: Profile) -> str:
    return f"/people/{ids.public(profile.id)}"


def test_their_page_tells_who_they_are_and_what_they_bought(
    web: Client, come_by: People, buy: Callable[..., None], columns: None
) -> None:
    devi = come_by("Devi Sharma")[0]
    buy("devi-sharma", "1001", "1002")

    answer = web.get(page_of(devi))

    assert dict(answer.context["traits"])["first_name"] == "Devi"
    assert [order.order_id for order in answer.context["orders"]] == ["1002", "1001"]
    assert "€25.00" in answer.text
    assert [moment.event.name for moment in answer.context["moments"]] == ["Order Completed"] * 2 + ["Identified"]


def test_what_no_campaign_sent_is_called_by_what_caused_it(web: Client, come_by: People) -> None:
    devi = come_by("Devi")[0]
    secrets = {"channel_id": "1", "sealed_secret": ""}
    account = LineAccount.objects.create(name="kahvila", title="Kahvila Töölö", **secrets)
    LineSource.objects.create(account=account, key="ymmxv7y", title="Poster at the door")
    Profile.objects.filter(pk=devi.pk).update(traits='{"line_kahvila_source": "ymmxv7y", "a_source": "ymmxv7y"}')
    causes = ("greeting:kahvila:1.1", "line-link:line:kahvila:01M8", "api:order-7", "test:1", "x:1")
    for nth, cause in enumerate(causes):
        Message.objects.create(
            cause=cause, identity_id=devi.pk, channel="line:kahvila",
            due_ms=0, asked_ms=nth,
        )  # fmt: skip

    given = web.get(page_of(devi)).context

    assert [one.campaign for one in reversed(given["told"])] == [
        "First message to new friends of Kahvila Töölö",
        "Link to connect their account",
        "Asked for by a program: order-7",
        "A test",
        "x:1",
    ]
    assert given["traits"] == [("a_source", "ymmxv7y"), ("line_kahvila_source", "Poster at the door")]


def test_the_story_can_be_narrowed(web: Client, come_by: People, buy: Callable[..., None], columns: None) -> None:
    devi = come_by("Devi")[0]
    buy("devi", "1001")

    part = web.get(f"{page_of(devi)}/story", {"name": "Identified"}, headers={"HX-Request": "true"})

    assert [moment.event.name for moment in part.context["moments"]] == ["Identified"]


def test_the_lines_of_an_order_open_with_and_without_htmx(
    web: Client, come_by: People, buy: Callable[..., None]
) -> None:
    devi = come_by("Devi")[0]
    buy("devi", "1001")
    order = web.get(page_of(devi)).context["orders"][0]

    address = f"{page_of(devi)}/orders/{ids.public(order.id)}"

    assert "Coffee beans" in web.get(address).text
    assert "<html" not in web.get(address, headers={"HX-Request": "true"}).text


def test_a_refund_in_another_currency_stands_beside_its_order(
    web: Client, come_by: People, buy: Callable[..., None]
) -> None:
    devi = come_by("Devi")[0]
    buy("devi", "1001")
    Order.objects.update(refunds='{"r1": ["4", "XTS"]}')

    assert "Refund of 4 XTS: another currency, not taken off" in web.get(page_of(devi)).text


def test_nobody_is_a_404_in_our_design(web: Client) -> None:
    answer = web.get("/people/nobody")

    assert answer.status_code == 404
    assert "This page does not exist" in answer.text


def test_a_merge_is_shown_and_can_be_undone_and_the_old_address_leads_on(
    web: Client, log_events: Callable[..., None], carry_on: Callable[[], None]
) -> None:
    log_events({"type": "page", "anonymousId": "a-1"}, {"type": "page", "anonymousId": "a-2"})
    carry_on()
    log_events({"type": "alias", "userId": "devi", "previousId": "a-1"})
    log_events({"type": "identify", "userId": "devi", "anonymousId": "a-2", "traits": {"name": "Devi"}})
    carry_on()
    merge = Merge.objects.order_by("pk").first()
    assert merge is not None

    old = web.get(f"/people/{ids.public(merge.absorbed_id)}")
    assert (old.status_code, old["Location"]) == (302, f"/people/{ids.public(merge.profile_id)}")

    address = f"{old['Location']}/merges/{merge.pk}"
    assert "Undo this merge?" in web.get(address).text
    undone = web.post(address, {"undo": ""}, follow=True)
    split_off = f"/people/{ids.public(merge.absorbed_id)}"
    assert "the page will show it in a moment" in undone.text
    assert f'<a href="{split_off}">' in undone.text
    carry_on()
    assert Merge.objects.exclude(undone_at_ms=None).exists()
    assert web.get(split_off).status_code == 200


def test_their_page_opens_without_the_column_store(web: Client, come_by: People, no_columns: None) -> None:
    devi = come_by("Devi")[0]

    assert "The story comes back with the column store." in web.get(page_of(devi)).text


def test_more_orders_take_no_more_queries(web: Client, come_by: People, buy: Callable[..., None]) -> None:
    devi = come_by("Devi")[0]
    buy("devi", "1001")
    one = queries(web, page_of(devi))
    buy("devi", "1002", "1003")

    assert queries(web, page_of(devi)) == one


def test_facts_come_before_the_story_and_its_rows_open_to_words_first(
    web: Client, come_by: People, buy: Callable[..., None], columns: None
) -> None:
    devi = come_by("Devi Sharma")[0]
    buy("devi-sharma", "1001")

    page = web.get(page_of(devi)).text

    assert page.index("0-devi-sharma@example.com") < page.index("Traits") < page.index('id="story"')
    assert page.index("<dd><div><bdi>€12.50</bdi></div></dd>") < page.index("As it was sent (JSON)")
    assert "<bdi>Coffee beans · Product ID: c1 · Quantity: 2 · Price: €6.25</bdi>" in page


def test_what_they_have_is_told_with_its_last_day(web: Client, come_by: People) -> None:
    devi, now = come_by("Devi")[0], clock.now()
    ends = {"valid": {"ends": "2096-12-23T22:00:00Z"}}
    coupon = live("coupon", title="Ten off", benefit={"kind": "gift", "gift": "tea"}, **ends)
    points = live("points", title="Beans", unit="beans")
    card = live("stamps", title="Coffee card", size=5, rewards=[{"at": 5, "prize": {"program": coupon.pk}}])
    live("ranks", title="Friends", ranks=[{"key": "guest", "name": "Guest", "at": 0}])
    prizes.give(prizes.Prize(program=coupon.pk), devi.id, "welcome", now=now)
    earn(points, devi.id, 450, "welcome", now=now)
    stamp(card, devi.id, 2, "welcome", now=now)

    page = web.get(page_of(devi))

    assert [(one.title, one.words) for one in [*page.context["other_rewards"], *page.context["coupons"]]] == [
        ("Friends", "Guest"),
        ("Beans", "450 beans"),
        ("Coffee card", "2 of 5"),
        ("Ten off", "Until Dec. 23, 2096"),
    ]


def live(kind: str, **terms: object) -> Program:
    row = programs.create(f"{kind}, inside", terms, kind=kind, currency="EUR", by=None)
    programs.become(row, Program.State.LIVE, by=None)
    row.refresh_from_db()
    return row
