"""Blocks that are left are those whose own condition, and that of whatever they stand in, is met."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from polku.say.content.blocks.read import mail_of, stored, to_store
from polku.say.content.chat.mails import chat_of_mail, mail_of_chat
from polku.say.content.conditions.rules import conditions, key_of
from polku.say.content.conditions.shown import says_nothing, shown, shown_of_stored

RULES: list[Any] = [None, *({"trait": name, "op": "exists"} for name in "abc")]
KEYS = {key_of(rule) for rule in RULES[1:]}
PIECE = st.fixed_dictionaries({"only_if": st.sampled_from(RULES)}).map(lambda one: {"kind": "heading", **one})
PIECES = st.lists(PIECE, max_size=3)
COLUMNS = st.builds(
    lambda left, right, rule: {"kind": "columns", "left": left, "right": right, "only_if": rule},
    PIECES, PIECES, st.sampled_from(RULES),
)  # fmt: skip
BLOCKS = st.lists(PIECE | COLUMNS, max_size=5)


def named(blocks: list[Any]) -> list[Any]:
    """Each with words of its own."""
    places = iter(range(1_000))

    def one(block: Any) -> Any:
        sides = {side: [one(inner) for inner in block[side]] for side in ("left", "right") if side in block}
        return {**block, **sides} if sides else {**block, "text": f"w{next(places)}"}

    return [one(block) for block in blocks]


def words(blocks: list[Any], holding: set[str]) -> list[str]:
    """The same by hand."""
    found = []
    for one in blocks:
        if one["only_if"] is None or key_of(one["only_if"]) in holding:
            inner = words([*one["left"], *one["right"]], holding) if one["kind"] == "columns" else [one["text"]]
            found += inner
    return found


@settings(max_examples=25)
@given(blocks=BLOCKS.map(named), holding=st.sets(st.sampled_from(sorted(KEYS))))
def test_what_is_left_is_what_its_conditions_say(blocks: list[Any], holding: set[str]) -> None:
    mail = mail_of({"blocks": blocks})

    seen = shown(mail, holding)

    assert said(seen) == words(blocks, holding)
    assert conditions(seen) == ()
    assert stored(to_store(mail)) == mail
    kept = shown_of_stored(to_store(mail), "mail", frozenset(holding))
    assert kept == ("" if says_nothing(seen) else to_store(seen))
    # A messenger shows the same to the same people.
    assert said(shown(mail_of_chat(chat_of_mail(mail)), holding)) == words(blocks, holding)


def said(mail: Any) -> list[str]:
    found: list[str] = []
    for block in mail.blocks:
        inner = (*block.left, *block.right) if hasattr(block, "left") else (block,)
        found += [one.text for one in inner if one.text]
    return found
