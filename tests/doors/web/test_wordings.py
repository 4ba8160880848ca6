"""The composer's tabs: one message for each channel and language, and nothing of it is lost on the way."""

from typing import Any

import pytest
from django.test import Client

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives.wordings import wordings
from polku.kit import ids
from polku.know.people import columns as people_columns
from polku.say.content.blocks.read import stored

pytestmark = pytest.mark.django_db
WRITTEN = {"name": "Spring", "audience": "everybody", "channel": "email", "subject": "Hei", "purpose": "marketing"}
BLOCKS = {"block": ["a", "b", "c"], "a.kind": "text", "a.text": "Coffee", "b.kind": "text", "b.text": "For regulars",
          "b.only_if": '{"trait":"vip","op":"exists"}', "c.kind": "footer"}  # fmt: skip


def add(web: Client, address: str, to: str, language: str = "", **form: Any) -> Any:
    return web.post(address, form | {"tab_add": "yes", "tab_channel": to, "tab_language": language}, follow=True)


def test_a_message_is_said_on_another_channel_and_in_another_language(web: Client) -> None:
    paper = add(web, "/campaigns/new", "paper", **WRITTEN, **BLOCKS)
    whole = Campaign.objects.get()
    page = f"/campaigns/{whole.pk}/edit"
    japanese = add(web, page, "email", "ja", **WRITTEN, **BLOCKS)

    there = wordings(whole)
    assert [(one.number, one.channel, one.language, one.body) for one in there] == [
        (0, "email", "", ""), (10, "paper", "", "Coffee"), (20, "email", "ja", ""),
    ]  # fmt: skip
    assert (stored(there[2].mail).language, stored(there[2].mail).blocks) == ("ja", stored(there[0].mail).blocks)
    assert paper.redirect_chain[-1][0] == f"/campaigns/{there[1].pk}/edit"
    assert [tab.label for tab in japanese.context["tabs"]] == [
        "E-mail · All other languages", "Paper (sends nothing, shows everything)", "E-mail · 日本語",
    ]  # fmt: skip

    # Going to another tab keeps what is in the form.
    changed = {"subject": "Hei!", "channel": "paper", "body": "Kahvia", "name": "Spring", "audience": "everybody"}
    back = web.post(f"/campaigns/{there[1].pk}/edit", changed | {"tab": str(whole.pk), "reader": "x"})
    assert back["Location"] == f"{page}?as=x"
    assert [one.body for one in wordings(whole)] == ["", "Kahvia", ""]
    assert add(web, page, "paper", **WRITTEN, **BLOCKS).redirect_chain[-1][0] == page

    taken = web.post(page, WRITTEN | {"channel": "paper", "body": "Tea"})
    assert "There is a message for this channel and language already." in taken.text

    web.post(f"/campaigns/{there[2].pk}/wording/removal")
    assert [one.channel for one in wordings(whole)] == ["email", "paper"]


def test_what_a_tab_lacks_is_told_at_it(web: Client) -> None:
    page = add(web, "/campaigns/new", "email", "fi", **WRITTEN | {"subject": ""}, **BLOCKS)

    assert [(tab.label, tab.missing, tab.first) for tab in page.context["tabs"]] == [
        ("All other languages", 1, "A mail needs a subject."), ("Suomi", 1, "A mail needs a subject."),
    ]  # fmt: skip


def test_whoever_is_looked_at_is_said_to_get_another_tab(
    web: Client, columns: None, log_events: Any, come_by: Any
) -> None:
    log_events({"type": "identify", "userId": "fumi", "traits": {"locale": "ja_JP"}})
    [fumi] = come_by("Fumi")
    while people_columns.sync():
        pass
    page = add(web, "/campaigns/new", "email", "ja", **WRITTEN, **BLOCKS).request["PATH_INFO"]
    first, native = wordings(Campaign.objects.get())

    seen = web.get(f"/campaigns/{first.pk}/edit?as={ids.public(fumi.pk)}")

    assert page == f"/campaigns/{native.pk}/edit"
    assert seen.context["theirs"].pk == native.pk
    assert web.get(f"{page}?as={ids.public(fumi.pk)}").context["theirs"] is None
