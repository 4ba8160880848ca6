"""Writing a mail in the composer: blocks come, move, go and come back; what is seen is what is sent."""

import re
from base64 import b64decode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from polku.act.campaigns.models import Campaign
from polku.kit import ids
from polku.know.teams.models import Member
from polku.say.content.blocks.read import plain, stored

pytestmark = pytest.mark.django_db
POINT = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
WRITTEN = {
    "name": "Winter", "audience": "bought", "least": "2", "days": "30", "channel": "email", "subject": "Coffee",
    "preheader": "New beans", "accent": "#aa3300", "language": "en",
}  # fmt: skip


def blocks(*kinds, **fields):
    """A form with these blocks, named a, b, c: `blocks("text", "footer", a_text="Hello")`."""
    ids = "abcdefgh"[: len(kinds)]
    form = {"block": list(ids)} | {f"{one}.kind": kind for one, kind in zip(ids, kinds, strict=True)}
    return form | {name.replace("_", ".", 1): value for name, value in fields.items()}


def cards(answer):
    return [(card.item.kind, card.item.values.get("text", "")) for card in answer.context["cards"]]


@pytest.fixture
def do(web):
    """Press a button of the composer: `do("up:b", form)`; gives the blocks then there, as the next form."""

    def press(button, form):
        answer = web.post("/campaigns/new", WRITTEN | form | {"do": button})
        return answer, _form(answer)

    return press


def _form(answer):
    """What the page's form holds: every field of every block."""
    mail = answer.context["mail"]
    form = {"block": [item.id for item in mail.items], "gone": mail.gone}
    for item in mail.items:
        form |= {f"{item.id}.kind": item.kind, f"{item.id}.where": item.where}
        form |= {f"{item.id}.{name}": value for name, value in item.values.items()}
    return form


def test_a_new_mail_begins_with_a_layout(do):
    answer, _after = do("begin:newsletter", {"subject": ""})

    assert [kind for kind, _text in cards(answer)][-1] == "footer"
    assert answer.context["data"]["subject"] == "What is new with us"
    assert answer.context["faults"] == []


def test_blocks_move_among_their_neighbours_and_the_footer_stays_last(do):
    form = blocks("heading", "text", "footer", a_text="A", b_text="B")

    down, form = do("down:a", form)
    again, form = do("down:a", form)
    up, form = do("up:a", form)

    assert [cards(answer)[:2] for answer in (down, again, up)] == [
        [("text", "B"), ("heading", "A")],
        [("text", "B"), ("heading", "A")],
        [("heading", "A"), ("text", "B")],
    ]
    assert cards(up)[-1][0] == "footer"


def test_a_block_is_added_before_the_footer_and_open(do):
    answer, _form = do("add:button", blocks("text", "footer", a_text="A"))

    assert [kind for kind, _text in cards(answer)] == ["text", "button", "footer"]
    assert [card.is_open for card in answer.context["cards"]] == [False, True, False]


def test_a_removed_block_comes_back_to_its_place_with_all_that_was_in_it(do):
    form = blocks("text", "columns", "heading", "footer", a_text="A", c_text="Inside")
    form |= {"c.where": "b.left"}

    gone, without = do("remove:b", form)
    back, restored = do("undo", without)

    assert [kind for kind, _text in cards(gone)] == ["text", "footer"]
    assert [kind for kind, _text in cards(back)] == ["text", "columns", "footer"]
    assert [one.item.values["text"] for one in back.context["cards"][1].sides[0].cards] == ["Inside"]
    assert restored["gone"] == ""


def test_a_copy_of_columns_has_copies_of_what_is_in_them(do):
    form = blocks("columns", "text", "footer", b_text="Inside", b_where="a.right")

    answer, form = do("copy:a", form)

    assert [[one.item.values["text"] for one in card.sides[1].cards] for card in answer.context["cards"][:2]] == [
        ["Inside"], ["Inside"],
    ]  # fmt: skip
    assert len(set(form["block"])) == 5


@pytest.mark.parametrize(
    "button", ["up:zzz", "remove:c", "add:video", "add:columns:a.left", "undo", "fly:a", "begin:x", ""]
)
def test_a_button_that_makes_no_sense_changes_nothing(do, button):
    form = blocks("text", "columns", "footer", a_text="A") | {"gone": "{broken"}

    answer, _form = do(button, form)

    assert [kind for kind, _text in cards(answer)] == ["text", "columns", "footer"]


def test_what_is_written_is_kept_and_shown_again(web, come_by):
    form = blocks("text", "spacer", "footer", a_text="Hello **you**", b_height="40", c_address="Kahvila\r\nHelsinki")

    answer = web.post("/campaigns/new", WRITTEN | form)

    row = Campaign.objects.get()
    assert answer["Location"] == f"/campaigns/{row.pk}/edit"
    assert (row.channel, row.subject) == ("email", "Coffee")
    assert plain(stored(row.mail)) == {
        "preheader": "New beans", "accent": "#aa3300", "language": "en",
        "blocks": [
            {"kind": "text", "text": "Hello **you**"}, {"kind": "spacer", "height": 40},
            {"kind": "footer", "address": "Kahvila\nHelsinki"},
        ],
    }  # fmt: skip
    assert cards(web.get(f"/campaigns/{row.pk}/edit"))[0] == ("text", "Hello **you**")


def test_a_mistake_is_told_at_its_block_and_nothing_is_kept(web):
    answer = web.post("/campaigns/new", WRITTEN | blocks("divider", "text", "footer", b_text="x\n{{ person.name"))

    told = [[problem.line for problem in card.problems] for card in answer.context["cards"]]
    assert told == [[], [2], []]
    assert not Campaign.objects.exists()


def test_the_preview_is_a_page_of_its_own_that_can_run_nothing(web, come_by):
    devi = come_by("Devi <b>")[0]
    form = blocks("text", "footer", a_text="Hello {{ person.name }}")

    answer = web.post("/campaigns/new", WRITTEN | form | {"as": ids.public(devi.id)}, headers={"HX-Request": "true"})
    light, dark = (web.get(answer.context[name]) for name in ("frame_light", "frame_dark"))

    assert devi.name == "Devi <b>"
    assert '<p style="margin:0 0 16px">Hello Devi &lt;b&gt;</p>' in light.text
    assert "sandbox" in light["Content-Security-Policy"]
    assert "default-src 'none'" in light["Content-Security-Policy"]
    assert light["X-Frame-Options"] == "SAMEORIGIN"
    assert ("@media all {" in light.text, "@media all {" in dark.text) == (False, True)
    assert answer.context["mail_text"].startswith("Hello Devi <b>\n")


def test_nobody_sees_the_sketch_of_somebody_else(web, client, team):
    answer = web.post("/campaigns/new", WRITTEN | blocks("text", "footer", a_text="x") | {"show": "preview"})
    client.force_login(Member.objects.create_user("bo@kahvila.example", "kahvia-kiitos", role="editor"))

    assert client.get(answer.context["frame_light"]).status_code == 404


def test_an_uploaded_picture_is_shown_to_whoever_knows_its_address(web, client):
    form = blocks("image", "footer") | {"a.file": SimpleUploadedFile("beans.svg", POINT), "do": "look"}

    answer = web.post("/campaigns/new", WRITTEN | form)
    src = answer.context["cards"][0].item.values["src"]
    client.logout()
    shown = client.get(src)

    assert re.fullmatch(r"/p/media/[\w-]{43}\.png", src)
    assert (shown.content, shown["Content-Type"], shown["X-Content-Type-Options"]) == (POINT, "image/png", "nosniff")
    assert "immutable" in shown["Cache-Control"]
    assert client.get(src, headers={"If-None-Match": shown["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    "content", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<html>", b"", b"GIF89a", b"\xff\xd8\xff"]
)
def test_what_is_no_picture_is_refused_at_its_block(web, content):
    form = blocks("image", "footer") | {"a.file": SimpleUploadedFile("a.png", content + b" "), "do": "look"}

    answer = web.post("/campaigns/new", WRITTEN | form)

    assert [len(card.problems) for card in answer.context["cards"]] == [1, 0]
    assert answer.context["cards"][0].item.values["src"] == ""


def test_no_address_leads_out_of_the_folder_of_pictures(client):
    for name in ("..%2fsecret.key", "secret.key", "a" * 43 + ".svg", "a" * 43 + ".png"):
        assert client.get(f"/p/media/{name}").status_code == 404


def test_without_a_mail_server_a_test_says_what_to_do(web, come_by):
    answer = web.post("/campaigns/new", WRITTEN | blocks("text", "footer", a_text="x") | {"try": "1"})

    assert answer.context["tried"] == "E-mail is not set up yet: name your mail server under Settings → E-mail."
    assert not answer.context["tried_well"]


def test_before_the_launch_it_is_said_who_will_get_nothing(web, come_by, buy, follow, log_events, carry_on):
    come_by("Devi", "Emile")
    log_events({"type": "identify", "userId": "fumi", "traits": {"name": "Fumi"}})
    for name in ("devi", "emile", "fumi"):
        buy(name, f"{name}1", f"{name}2")
    follow()
    web.post("/campaigns/new", WRITTEN | blocks("text", "footer", a_text="Hello"))

    answer = web.get(f"/campaigns/{Campaign.objects.get().pk}/launch")

    assert answer.context["found"].count == 3
    assert sorted(answer.context["unreached"].why) == [
        ("They have no address for this channel.", 1),
        ("They have not agreed to such messages.", 2),
    ]
    assert answer.context["reached"] == 0
    assert "email" in {one.key for one in answer.context["checklist"].to_do}


def test_an_unfinished_mail_cannot_be_sent_off_yet(web, come_by):
    web.post("/campaigns/new", WRITTEN | blocks("button", "footer", a_label="Go"))
    row = Campaign.objects.get()

    page = web.get(f"/campaigns/{row.pk}/launch")
    web.post(f"/campaigns/{row.pk}/launch")

    assert [one.field for one in page.context["unfinished"]] == ["blocks.1"]
    assert not hasattr(Campaign.objects.get(), "launch")


def test_a_viewer_sees_the_draft_as_it_will_be_and_no_form(web, client, team):
    web.post("/campaigns/new", WRITTEN | blocks("text", "footer", a_text="Hello **you**"))
    client.force_login(Member.objects.create_user("vera@kahvila.example", "kahvia-kiitos", role="viewer"))

    page = client.get(f"/campaigns/{Campaign.objects.get().pk}")

    assert page.context["mail_text"].startswith("Hello you\n")
    assert "<strong>you</strong>" in client.get(page.context["frame_light"]).text
    assert client.get(f"/campaigns/{Campaign.objects.get().pk}/edit").status_code == 403
