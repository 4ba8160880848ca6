"""One table says what each role may do."""

from polku.know.teams.models import ApiKey, Member
from polku.know.teams.rights import (
    RIGHT_NAMES,
    RIGHTS,
    ROLE_NAMES,
    TABLE,
    WITHIN_STORES,
    Role,
    in_groups,
    key_may,
    may,
    may_give,
    rights_of,
)


def member(role: Role, *, is_active: bool = True) -> Member:
    return Member(email=f"{role}@kahvila.example", role=role, is_active=is_active)


def test_an_owner_may_do_everything_and_an_unknown_role_nothing() -> None:
    assert rights_of("owner") == set(RIGHTS)
    assert rights_of("janitor") == set()


def test_every_right_and_every_role_has_a_name() -> None:
    assert list(RIGHT_NAMES) == list(RIGHTS)
    assert list(ROLE_NAMES) == list(TABLE)


def test_an_editor_writes_campaigns_but_neither_sends_them_nor_sees_keys() -> None:
    assert may(member("editor"), "campaigns.edit")
    assert not may(member("editor"), "campaigns.launch")
    assert not may(member("editor"), "keys.edit")


def test_a_member_who_was_shut_out_may_nothing() -> None:
    assert not may(member("owner", is_active=False), "home.see")


def test_nobody_raises_anybody_above_themselves() -> None:
    assert [role for role in TABLE if may_give(member("owner"), role)] == list(TABLE)
    assert [role for role in TABLE if may_give(member("manager"), role)] == list(TABLE)[1:]
    assert [role for role in TABLE if may_give(member("editor"), role)] == []
    assert not may_give(member("owner"), "janitor")


def test_whoever_is_limited_to_stores_holds_only_what_can_be_limited() -> None:
    limited = Member(email="o@kahvila.example", role="owner", stores=["12"])

    assert {right for right in RIGHTS if may(limited, right)} == WITHIN_STORES


def test_a_key_may_what_its_scopes_say() -> None:
    assert key_may(ApiKey(scopes=["*"]), "people.erase")
    assert key_may(ApiKey(scopes=["people.see"]), "people.see")
    assert not key_may(ApiKey(scopes=["people.see"]), "people.erase")
    assert not key_may(ApiKey(scopes=[]), "people.see")
    assert not key_may(ApiKey(scopes=["*"], stores=["12"]), "campaigns.see")


def test_templates_ask_by_subject_and_verb() -> None:
    given = in_groups(frozenset(["campaigns.launch"]))

    assert given["campaigns"] == {"see": False, "edit": False, "launch": True}
