"""Whatever buttons are pressed in whatever order, the blocks stay a mail, and none is lost or doubled."""

from hypothesis import given
from hypothesis import strategies as st

from polku.doors.web.mail.actions import act
from polku.doors.web.mail.fields import KINDS
from polku.doors.web.mail.items import Given, items_of, to_plain
from polku.say.content.blocks.read import mail_of

BLOCKS = [
    {"kind": "heading", "text": "A"},
    {"kind": "columns", "left": [{"kind": "text", "text": "B"}, {"kind": "divider"}], "right": []},
    {"kind": "footer"},
]
VERBS = st.sampled_from(["up", "down", "copy", "remove", "undo", "add"])


@given(st.lists(st.tuples(VERBS, st.integers(0, 9), st.sampled_from(sorted(KINDS))), max_size=25))
def test_blocks_stay_a_mail(presses):
    mail = Given(items_of(BLOCKS))
    for verb, nth, kind in presses:
        chosen = mail.items[nth % len(mail.items)]
        before = len(mail.items)
        inside = f":{chosen.id}.left" if chosen.kind == "columns" and nth % 2 else ""
        act(mail, f"add:{kind}{inside}" if verb == "add" else f"{verb}:{chosen.id}")

        ids = [item.id for item in mail.items]
        assert len(set(ids)) == len(ids)
        assert (verb in ("up", "down")) <= (len(ids) == before)
        assert mail.inside("")[-1].kind == "footer"
        assert all(item.where == "" or mail.find(item.where.split(".")[0]) for item in mail.items)
        mail_of(to_plain(mail))


@given(st.lists(st.sampled_from(["up", "down"]), max_size=6), st.integers(0, 4))
def test_what_is_removed_and_brought_back_stands_where_it_stood(moves, nth):
    mail = Given(items_of(BLOCKS))
    item = mail.items[nth]
    for move in moves:
        act(mail, f"{move}:{item.id}")
    before = to_plain(mail)

    act(mail, f"remove:{item.id}")
    act(mail, "undo")

    assert to_plain(mail) == before
