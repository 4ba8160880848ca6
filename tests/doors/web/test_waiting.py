"""From the composer to the builder and back: nothing that was written is lost, and the new segment is chosen."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from polku.act.campaigns import write
from polku.kit import ids
from polku.know.people.models import Profile
from polku.know.segments.models import Segment

pytestmark = pytest.mark.django_db
TURKU = '{"trait": "city", "op": "is", "value": "Turku"}'
WRITTEN = {"name": "Spring", "audience": "bought", "least": "2", "days": "30", "channel": "paper", "subject": "Hei",
           "body": "Half a sen", "purpose": "marketing", "conditions": "new"}  # fmt: skip


def to_the_builder(web: Client, address: str = "/campaigns/new", **more: str) -> Any:
    return web.post(address, WRITTEN | more, follow=True)


def built(page: Any, web: Client, name: str = "In Turku") -> Any:
    key = page.context["campaign"].key
    return web.post(
        "/segments/new",
        {
            "name": name,
            "view": "json",
            "json": TURKU,
            "past": page.context["stage"].past,
            "waiting": key,
            "save": "yes",
        },
        follow=True,
    )


def test_one_comes_back_with_the_segment_chosen_and_all_that_was_written(web: Client, columns: None) -> None:
    page = to_the_builder(web)

    back = built(page, web)

    segment = Segment.objects.get()
    data = back.context["data"]
    assert page.redirect_chain[0][0].startswith("/segments/new?waiting=")
    assert back.redirect_chain[0][0] == f"/campaigns/new?waiting={page.context['campaign'].key}&segment={segment.pk}"
    assert (data["audience"], data["segment"]) == ("segment", segment.pk)
    assert (data["name"], data["subject"], data["body"]) == ("Spring", "Hei", "Half a sen")
    assert back.context["found"].sentence == "Everyone whose city is “Turku”"
    assert "data-unsaved" in back.text


def test_one_can_come_back_without_a_segment(web: Client, columns: None) -> None:
    page = to_the_builder(web, audience="everybody")

    back = web.get(page.context["campaign"].address())

    assert (back.context["data"]["audience"], back.context["data"]["body"]) == ("everybody", "Half a sen")


def test_a_draft_is_gone_on_with(web: Client, columns: None) -> None:
    draft = write.create("Autumn", body="Hei", rule={"all": []})
    page = to_the_builder(web, f"/campaigns/{draft.pk}/edit")

    back = built(page, web)

    assert back.redirect_chain[0][0].startswith(f"/campaigns/{draft.pk}/edit?waiting=")
    draft.refresh_from_db()
    assert (draft.body, back.context["data"]["body"]) == ("Hei", "Half a sen")


def test_conditions_that_were_said_are_where_the_builder_begins(web: Client, columns: None) -> None:
    assert to_the_builder(web, least="5").context["stage"].rule == {
        "did": "Order Completed",
        "within": "30d",
        "count": {"gte": 5},
    }
    assert to_the_builder(web).context["stage"].rule == {"all": []}


def test_blocks_of_a_mail_wait_too(web: Client, columns: None) -> None:
    blocks = {"channel": "email", "block": ["b1"], "b1.kind": "text", "b1.where": "", "b1.text": "Dear all"}
    page = web.post("/campaigns/new", WRITTEN | blocks, follow=True)

    back = built(page, web)

    assert "Dear all" in back.text
    assert (back.context["data"]["channel"], back.context["in_blocks"]) == ("email", True)


def test_one_that_waits_no_more_begins_anew_with_the_segment(web: Client, columns: None) -> None:
    segment = Segment.objects.create(name="In Turku", rule={"trait": "city", "op": "is", "value": "Turku"})

    page = web.get("/campaigns/new", {"waiting": "gone", "segment": segment.pk})

    assert (page.context["data"]["audience"], page.context["data"]["segment"]) == ("segment", segment.pk)


def test_the_newest_three_wait(web: Client, columns: None) -> None:
    addresses = [to_the_builder(web, name=f"Number {n}").context["campaign"].address() for n in range(4)]

    names = [web.get(address).context["data"]["name"] for address in addresses]

    assert names == ["", "Number 1", "Number 2", "Number 3"]


def test_it_is_said_how_many_the_channel_can_reach(
    web: Client, come_by: Callable[..., list[Profile]], follow: Callable[[], None]
) -> None:
    come_by("Devi", "Emile")
    follow()
    sent = {name: value for name, value in WRITTEN.items() if name != "conditions"} | {"show": "preview"}

    page = web.post("/campaigns/new", sent | {"audience": "everybody"})

    assert (page.context["found"].count, page.context["reached"]) == (2, 2)
    assert "2 of them can be reached by Paper" in page.text


def test_a_block_is_for_whom_one_says_in_the_builder(web: Client, columns: None, come_by: Any) -> None:
    devi, emile = come_by("Devi", "Emile")
    Profile.objects.filter(pk=devi.pk).update(traits='{"city": "Turku"}')
    words = {"block": ["a", "b"], "a.kind": "text", "a.text": "For all", "b.kind": "text", "b.text": "For Turku"}
    page = web.post("/campaigns/new", WRITTEN | words | {"channel": "email", "conditions": "only:b"}, follow=True)
    key = page.context["campaign"].key

    hidden = dict(re.findall(r'type="hidden" name="(waiting|piece)" value="([^"]*)"', page.text))
    built = {"view": "json", "json": TURKU, **hidden, "save": "yes"}
    back = web.post("/campaigns/condition", built, follow=True)

    assert back.redirect_chain[0][0] == f"/campaigns/new?waiting={key}#b"
    card = back.context["cards"][1]
    assert (card.item.whom, card.item.values["text"]) == ("Everyone whose city is “Turku”", "For Turku")
    kept = {f"{one.item.id}.only_if": one.item.only_if for one in back.context["cards"]}
    look = WRITTEN | words | kept | {"channel": "email", "show": "preview"}
    del look["conditions"]
    texts = {
        name: web.post("/campaigns/new", look | {"as": ids.public(person.pk)}).context["mail_text"]
        for name, person in (("devi", devi), ("emile", emile))
    }
    assert {name: "For Turku" in text for name, text in texts.items()} == {"devi": True, "emile": False}
    assert back.context["cards"][0].item.only_if == ""
    again = web.post("/campaigns/new", look | {"do": "everybody:b"})
    assert [one.item.only_if for one in again.context["cards"]][:2] == ["", ""]
