"""Who is on the list of those that are never written to gets nothing, until they are taken off."""

import pytest

from polku.know.events.forgetting.whom import Whom
from polku.know.people.models import Profile
from polku.say.limits import forget, never
from polku.say.limits.models import NeverTo
from polku.say.limits.never_read import addresses_in, text_of
from polku.say.outbox.ask import put_into_words
from polku.say.outbox.foreseen import foreseen
from polku.say.outbox.loop import tick
from tests.say.outbox.ways import everybodys

pytestmark = pytest.mark.django_db


def states():
    return {one.identity_id: (one.state, one.reason) for one in everybodys()}


def put_on(*numbers):
    return never.add_people(Profile.objects.filter(pk__in=numbers), reason="asked by phone", by=None)


def test_a_person_on_it_gets_nothing_whoever_they_merge_with(noon, person, ask, merge, pigeon):
    devi, at_work, emile = person("devi"), person("devi at work"), person("emile")
    assert (put_on(at_work), put_on(at_work)) == (1, 0)
    merge(devi, at_work)
    assert foreseen([devi, emile], pigeon, purpose="marketing") == {devi: "suppressed", emile: ""}

    ask(devi, emile)
    tick(noon)

    assert states() == {devi: ("held", "suppressed"), emile: ("sent", "")}


def test_what_belongs_to_the_service_reaches_them_and_taken_off_they_get_everything(noon, person, ask, pigeon):
    devi = person("devi")
    put_on(devi)
    put_into_words("campaign:1", subject="", body="Your code", purpose="service")
    ask(devi, cause="campaign:1")
    tick(noon)
    assert never.remove(NeverTo.objects.get().pk, by=None)
    ask(devi, cause="campaign:2")
    tick(noon)

    assert [one.state for one in everybodys()] == ["sent", "sent"]


def test_an_address_on_it_gets_no_letters_and_its_owner_hears_by_other_ways(noon, person, ask, pigeon, raven):
    pigeon.kind = "email"
    devi, emile = person("devi", email="Devi@shop.example"), person("emile")
    assert never.add_addresses(["devi@SHOP.example", "x"], reason="", by=None) == (1, ["x"])
    ask(devi, emile, cause="campaign:1")
    ask(devi, cause="campaign:2", channel="raven")
    tick(noon)

    assert {(one.channel, one.identity_id): one.state for one in everybodys()} == {
        ("pigeon", devi): "held",
        ("pigeon", emile): "sent",
        ("raven", devi): "sent",
    }


def test_who_is_erased_is_forgotten_here_too(person):
    devi = person("devi")
    put_on(devi, person("emile"))
    never.add_addresses(["devi@shop.example"], reason="", by=None)
    assert forget.tell([devi])["never_written_to"][0]["reason"] == "asked by phone"

    whom = Whom([{devi: ("user_id", "devi")}], frozenset({"devi@shop.example"}))

    assert forget.forget(whom) == 2
    assert [row.value for row in NeverTo.objects.all()] == ["emile"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a@x.example\n\n b@x.example \r\n", ["a@x.example", "b@x.example"]),
        ("Name;E-Mail\nDevi;a@x.example\nEmile;\n", ["a@x.example"]),
        ("1,a@x.example,yes\nnobody\n", ["a@x.example", "nobody"]),
        ("", []),
    ],
)
def test_addresses_are_found_in_what_people_have(text, found):
    assert addresses_in(text) == found


def test_files_are_read_as_spreadsheets_write_them():
    assert text_of("メールアドレス\na@x.example".encode("cp932")) == "メールアドレス\na@x.example"
