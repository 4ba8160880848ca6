"""Rich menus: made once, shown to one, to many, or to all."""

import struct
import zlib

import pytest

from polku.lab.line.rich_menus import RichMenus

TAB = {"type": "richmenuswitch", "richMenuAliasId": "b", "data": "tab=b"}
MENU = {
    "size": {"width": 800, "height": 270},
    "selected": True,
    "name": "Winter",
    "chatBarText": "Menu",
    "areas": [{"bounds": {"x": 0, "y": 0, "width": 400, "height": 270}, "action": TAB}],
}


def png(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * (width + 1) * height)) + chunk(b"IEND", b"")
    )


def image_of(lab, menu_id, data=None, kind="image/png"):
    address = f"/v2/bot/richmenu/{menu_id}/content"
    return lab.ask("POST", address, data or png(800, 270), headers={"content-type": kind})


@pytest.fixture
def made(lab):
    def make():
        menu_id = lab.ask("POST", "/v2/bot/richmenu", MENU).json["richMenuId"]
        assert image_of(lab, menu_id).status == 200
        return menu_id

    return make


def test_a_menu_is_kept_as_it_was_given_and_its_picture_is_set_once(lab, made):
    menu_id = made()

    assert lab.ask("GET", f"/v2/bot/richmenu/{menu_id}").json == {"richMenuId": menu_id, **MENU}
    assert lab.ask("GET", f"/v2/bot/richmenu/{menu_id}/content").body == png(800, 270)
    assert image_of(lab, menu_id).status == 400
    assert len(lab.ask("GET", "/v2/bot/richmenu/list").json["richmenus"]) == 1


def test_pictures_of_other_sizes_and_kinds_are_refused(lab):
    menu_id = lab.ask("POST", "/v2/bot/richmenu", MENU).json["richMenuId"]

    said = [
        image_of(lab, menu_id, png(799, 270)),
        image_of(lab, menu_id, b"GIF89a", "image/gif"),
        image_of(lab, menu_id, png(800, 270), "image/jpeg"),
        image_of(lab, menu_id, png(800, 270) + b"\0" * 1_048_576),
    ]

    assert [one.status for one in said] == [400, 415, 400, 413]
    assert lab.ask("POST", f"/v2/bot/user/all/richmenu/{menu_id}").status == 400  # without a picture


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"size": {"width": 799, "height": 270}}, "size.width"),
        ({"size": {"width": 800, "height": 600}}, "size"),
        ({"chatBarText": "a" * 15}, "chatBarText"),
        ({"areas": [{"bounds": {"x": 700, "y": 0, "width": 200, "height": 9}, "action": TAB}]}, "areas[0].bounds"),
        ({"areas": MENU["areas"] * 21}, "areas"),
    ],
)
def test_menus_out_of_form_are_refused(lab, change, place):
    said = lab.ask("POST", "/v2/bot/richmenu/validate", MENU | change)

    assert [one["property"] for one in said.json["details"]] == [place]


def test_somebodys_own_menu_goes_before_the_default(lab, made):
    own, default, menus = made(), made(), lab.account.shelf(RichMenus)
    lab.ask("POST", f"/v2/bot/user/all/richmenu/{default}")
    lab.ask("POST", f"/v2/bot/user/{lab.user(1)}/richmenu/{own}")
    lab.ask("POST", f"/v2/bot/user/{lab.user(210)}/richmenu/{own}")  # no friend: 200, and nothing happens

    assert [menus.shown_to(number).id for number in (1, 2, 210)] == [own, default, default]
    assert lab.ask("GET", f"/v2/bot/user/{lab.user(210)}/richmenu").status == 404
    lab.ask("DELETE", f"/v2/bot/user/{lab.user(1)}/richmenu")
    assert menus.shown_to(1).id == default
    assert lab.ask("GET", "/v2/bot/user/all/richmenu").json == {"richMenuId": default}


def test_many_are_linked_and_moved_at_once(lab, made):
    first, second, menus = made(), made(), lab.account.shelf(RichMenus)
    ids = [lab.user(number) for number in range(5)]
    assert lab.ask("POST", "/v2/bot/richmenu/bulk/link", {"richMenuId": first, "userIds": ids}).status == 202
    assert lab.ask("POST", "/v2/bot/richmenu/bulk/unlink", {"userIds": ids[:1]}).status == 202

    swap = [{"type": "link", "from": first, "to": second}, {"type": "link", "from": second, "to": first}]
    said = lab.ask("POST", "/v2/bot/richmenu/batch", {"operations": swap})
    address = f"/v2/bot/richmenu/progress/batch?requestId={said.headers['x-line-request-id']}"

    assert menus.links == dict.fromkeys(range(1, 5), second)
    assert lab.ask("GET", address).json["phase"] == "ongoing"
    lab.world.clock.jump(5)
    assert lab.ask("GET", address).json["phase"] == "succeeded"
    assert (
        lab.ask("POST", "/v2/bot/richmenu/validate/batch", {"operations": [*swap, {"type": "unlinkAll"}]}).status == 400
    )


def test_a_batch_is_taken_three_times_an_hour(lab, made):
    operations = {"operations": [{"type": "unlink", "from": made()}]}

    assert [lab.ask("POST", "/v2/bot/richmenu/batch", operations).status for _ in range(4)] == [202] * 3 + [429]


def test_aliases_name_menus_and_lead_nowhere_after_their_menu(lab, made):
    first, second, menus = made(), made(), lab.account.shelf(RichMenus)
    assert lab.ask("POST", "/v2/bot/richmenu/alias", {"richMenuAliasId": "b", "richMenuId": first}).status == 200
    assert lab.ask("POST", "/v2/bot/richmenu/alias", {"richMenuAliasId": "b", "richMenuId": first}).status == 400
    assert lab.ask("POST", "/v2/bot/richmenu/alias/b", {"richMenuId": second}).status == 200

    assert lab.ask("GET", "/v2/bot/richmenu/alias/b").json == {"richMenuAliasId": "b", "richMenuId": second}
    assert menus.by_alias("b").id == second
    lab.ask("DELETE", f"/v2/bot/richmenu/{second}")
    assert menus.by_alias("b") is None
    assert lab.ask("DELETE", "/v2/bot/richmenu/alias/b").status == 200
    assert lab.ask("GET", "/v2/bot/richmenu/alias/list").json == {"aliases": []}
