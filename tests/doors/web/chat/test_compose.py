"""Writing a chat on the composer's page: adding, moving, taking away and bringing back; what is wrong at its field."""

import json
from typing import Any

import pytest
from django.test import Client

from polku.act.campaigns.models import Campaign
from polku.doors.web.chat.items import Given
from polku.say.channels.line.models import LineAccount
from tests.doors.web.chat.conftest import Post

pytestmark = pytest.mark.django_db


def test_a_campaign_by_line_begins_with_a_choice(web: Client, account: LineAccount, columns: None) -> None:
    page = web.post("/campaigns/new", {"channel": "paper", "channel_to": "line:kahvila", "name": "x"})

    assert (page.context["content"], page.context["chat"].items) == ("chat", [])
    assert "https:" in page["Content-Security-Policy"]


def test_messages_are_added_moved_copied_removed_and_brought_back(post: Post, columns: None) -> None:
    post(do="add:text:")
    given = post(do="add:buttons:").context["chat"]
    assert kinds(given) == ["text", "buttons"]

    given = post(do=f"up:{given.inside('')[1].id}").context["chat"]
    assert kinds(given) == ["buttons", "text"]

    given = post(do=f"copy:{given.inside('')[0].id}").context["chat"]
    assert kinds(given) == ["buttons", "buttons", "text"]
    assert len(given.items) == 5  # each with the button that it begins with

    given = post(do=f"remove:{given.inside('')[0].id}").context["chat"]
    assert (kinds(given), len(given.items)) == (["buttons", "text"], 3)

    given = post(do="undo").context["chat"]
    assert (kinds(given), len(given.items), given.gone) == (["buttons", "buttons", "text"], 5, "")


def test_what_was_just_added_is_calm_until_it_is_touched_and_what_is_missing_stands_in_order(
    post: Post, columns: None
) -> None:
    for kind in ("text", "coupon", "image", "buttons"):
        page = post(do=f"add:{kind}:")
    added = [card.has_problem for card in page.context["cards"]]
    first = page.context["chat"].items[0].id
    look = {"do": "look", "name": "Beans"}
    touched = post(**look, **{f"{first}.text": "Hello {{ person.first"})
    again = post(**look, **{f"{first}.text": ""})

    assert added == [False] * 4
    assert 'name="' + first + '.fresh"' in page.text
    assert [card.has_problem for card in touched.context["cards"]] == [True, False, False, False]
    assert [card.has_problem for card in again.context["cards"]] == [True, False, False, False]
    blocks = [one.block for one in again.context["advice"]]
    assert blocks == sorted(blocks)
    assert set(blocks) == {1, 2, 3, 4}


def test_a_slot_takes_no_more_than_line_does(post: Post, columns: None) -> None:
    given = post(do="add:confirm:").context["chat"]
    where = f"{given.inside('')[0].id}.actions"

    given = post(do=f"add:act-uri:{where}").context["chat"]

    assert len(given.inside(where)) == 2


def test_what_is_written_is_kept_as_blocks_and_comes_back(post: Post, web: Client, columns: None) -> None:
    given = post(do="add:buttons:").context["chat"]
    card, press = given.items
    post(do="add:quick:chat.quick_replies")
    words = {
        f"{card.id}.title": "Lunch", f"{card.id}.text": "Hello {{ person.first_name }}",
        f"{press.id}.kind": "act-uri", f"{press.id}.label": "See", f"{press.id}.url": "https://kahvila.example",
    }  # fmt: skip
    answer = post(htmx=False, save="", **words)
    assert answer.status_code == 302

    campaign = Campaign.objects.get()
    kept = json.loads(campaign.mail)
    assert campaign.channel == "line:kahvila"
    assert kept["blocks"] == [
        {
            "kind": "buttons",
            "title": "Lunch",
            "text": "Hello {{ person.first_name }}",
            "actions": [{"kind": "uri", "label": "See", "url": "https://kahvila.example"}],
        }
    ]
    again = web.get(f"/campaigns/{campaign.pk}/edit").context["chat"]
    assert kinds(again) == ["buttons"]
    assert again.inside("chat.quick_replies")[0].kind == "quick"


def test_lengths_are_told_as_line_counts_at_each_field(post: Post, columns: None) -> None:
    given = post(do="add:buttons:").context["chat"]
    card = given.inside("")[0]
    family = "👨‍👩‍👧‍👦"

    told = fields(post(do="look", **{f"{card.id}.text": family * 61}))
    assert (told["text"].length.now, told["text"].length.most, told["text"].length.way) == (61, 160, "graphemes")

    told = fields(post(do="look", **{f"{card.id}.title": "Lunch"}))
    assert (told["text"].length.most, told["text"].length.is_over) == (60, True)
    assert [problem.field for problem in told["text"].problems] == ["blocks.1.text"]

    given = post(do="add:text:").context["chat"]
    text = given.inside("")[1]
    told = fields(post(do="look", **{f"{text.id}.text": "🍎{{ person.first_name }}"}), nth=1)
    assert (told["text"].length.now, told["text"].length.way, told["text"].length.is_open) == (2, "units", True)


def test_flex_tells_its_mistakes_by_line(post: Post, columns: None) -> None:
    given = post(do="add:flex:").context["chat"]
    flex = given.inside("")[0]

    told = fields(post(do="look", **{f"{flex.id}.contents": '{\n "type": "bubble",\n}'}))
    assert [problem.line for problem in told["contents"].problems][:1] == [3]

    text = '{"type": "bubble",\n "body": {"type": "box", "layout": "vertical", "contents": [\n  {"type": "wheel"}]}}'
    told = fields(post(do="look", **{f"{flex.id}.contents": text}))
    assert [problem.line for problem in told["contents"].problems] == [3]


def test_a_preview_holds_lines_own_messages_for_the_chosen_person(post: Post, come_by: Any, follow: Any) -> None:
    come_by("Fumi")
    follow()
    given = post(do="add:text:").context["chat"]
    text = given.inside("")[0]

    seen = post(show="preview", as_query="fumi", **{f"{text.id}.text": "Hello {{ person.first_name }}"}).context

    assert json.loads(seen["chat_native"]) == [{"type": "text", "text": "Hello Fumi"}]
    assert seen["chat_messages"] == 1


def test_what_a_form_says_that_fits_nowhere_is_passed_over(post: Post, columns: None) -> None:
    hostile = {
        "block": ["b1", "b2", "b3", "chat", "../x"],
        "b1.kind": "text", "b1.where": "", "b1.text": "<img onerror=alert(1)> {x}",
        "b2.kind": "act-uri", "b2.where": "", "b3.kind": "column", "b3.where": "b1.columns",
        "chat.kind": "text", "chat.where": "", "../x.kind": "text",
    }  # fmt: skip
    answer = post(do="remove:nobody", **hostile)

    assert [item.id for item in answer.context["chat"].items] == ["b1"]
    assert "<img onerror" not in answer.content.decode()


def test_a_layout_begins_a_chat_and_another_is_added_below(post: Post, columns: None) -> None:
    begun = post(do="begin:coupon").context
    assert (kinds(begun["chat"]), begun["chat_messages"], begun["unfinished"]) == (["flex"], 1, [])

    assert kinds(post(do="pick:store").context["chat"]) == ["flex", "flex", "location"]


def test_without_javascript_the_page_shows_the_words_and_every_button_is_a_submit(post: Post, columns: None) -> None:
    page = post(htmx=False, do="begin:hello").content.decode()

    assert '<pre class="letter letter-text" dir="auto" tabindex="0">Hello friend! Good to have you here.</pre>' in page
    assert 'type="submit" class="btn btn-quiet btn-sm" id="add-text" name="do" value="add:text:"' in page


def test_what_was_written_as_a_mail_stays_where_a_chat_has_it_too(post: Post, columns: None) -> None:
    mail = {
        "channel": "email", "channel_to": "line:kahvila", "block": ["b1", "b2", "b3"],
        "b1.kind": "heading", "b1.where": "", "b1.text": "News", "b2.kind": "text", "b2.where": "", "b2.text": "Hello",
        "b3.kind": "footer", "b3.where": "", "b3.address": "Kahvila",
    }  # fmt: skip
    seen = post(**mail).context

    assert kinds(seen["chat"]) == ["heading", "text"]
    assert [one["type"] for one in json.loads(seen["chat_native"])] == ["flex"]


def test_a_hostile_name_is_words_on_the_phone(post: Post, log_events: Any, carry_on: Any, follow: Any) -> None:
    name = "<img src=x onerror=alert(1)> {{7*7}} {x}"
    log_events({"type": "identify", "userId": "u", "traits": {"name": name}})
    carry_on()
    follow()
    given = post(do="add:text:").context["chat"]
    text = given.inside("")[0].id
    emoji = post(do=f"add:emoji:{text}.substitution").context["chat"].items[1].id

    words = {f"{text}.text": "Hi {{ person.name }} {wave}", f"{emoji}.key": "wave"}
    ids = {f"{emoji}.product_id": "5ac1bfd5040ab15980c9b435", f"{emoji}.emoji_id": "001"}
    answer = post(show="preview", **words, **ids)

    [message] = json.loads(answer.context["chat_native"])
    assert (message["type"], message["text"]) == ("text", f"Hi {name} $")
    assert message["emojis"][0]["index"] == len(message["text"]) - 1
    assert "<img src=x" not in answer.content.decode()


def kinds(given: Given) -> list[str]:
    return [item.kind for item in given.inside("")]


def fields(answer: Any, *, nth: int = 0) -> dict[str, Any]:
    return {one.field.name: one for one in answer.context["cards"][nth].fields}
