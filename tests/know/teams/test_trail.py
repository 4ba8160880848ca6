"""Who changed what is written down with the change."""

import pytest
from django.db import transaction

from polku.know.teams import trail
from polku.know.teams.models import Member, TrailEntry, create_api_key


@pytest.fixture
def aino(db: None) -> Member:
    return Member.objects.create_user("aino@kahvila.example", name="Aino")


def test_a_change_is_noted_with_what_was_before(aino: Member, noon: object) -> None:
    with trail.calling_from("192.0.2.7"):
        trail.note(aino, "campaign.edited", subject="campaign:12", before={"name": "A"}, after={"name": "B"})
    entry = TrailEntry.objects.get()

    assert (entry.at, entry.who, entry.member, entry.action) == (noon, "Aino", aino, "campaign.edited")
    assert (entry.kind, entry.number, entry.before, entry.after) == ("campaign", "12", {"name": "A"}, {"name": "B"})
    assert entry.address == "192.0.2.7"


def test_a_program_is_named_by_its_key_and_the_house_by_its_own_name(aino: Member) -> None:
    key, _secret = create_api_key("Till", by=aino)
    trail.note(None, "segment.made", subject="segment:1", key=key)
    trail.note(None, "events.forgotten", subject="events:")

    assert list(TrailEntry.objects.order_by("pk").values_list("who", "address")) == [("Till", None), ("polku", None)]


@pytest.mark.parametrize(
    ("told", "kept"), [("2001:db8::7", "2001:db8::7"), ("fe80::1%eth0", "fe80::1"), ("unknown", None), ("", None)]
)
def test_a_proxy_may_tell_any_address(aino: Member, told: str, kept: str | None) -> None:
    with trail.calling_from(told):
        trail.note(aino, "segment.made", subject="segment:1")

    assert TrailEntry.objects.get().address == kept


def test_within_a_programs_request_its_key_is_named(aino: Member) -> None:
    key, _secret = create_api_key("Till", by=aino)
    with trail.calling_from("192.0.2.7"):
        trail.with_key(key)
        trail.note(aino, "segment.made", subject="segment:1")
    trail.note(aino, "segment.made", subject="segment:2")

    assert list(TrailEntry.objects.order_by("pk").values_list("who", flat=True)) == ["Till", "Aino"]


def test_a_change_that_is_taken_back_leaves_no_note(aino: Member) -> None:
    def change() -> None:
        with transaction.atomic():
            trail.note(aino, "segment.made", subject="segment:1")
            raise LookupError

    with pytest.raises(LookupError):
        change()

    assert not TrailEntry.objects.exists()


def test_only_what_differs_is_told() -> None:
    before, after = trail.changed({"name": "A", "body": "x"}, {"name": "B", "body": "x", "days": 3})

    assert before == {"name": "A", "days": None}
    assert after == {"name": "B", "days": 3}
