"""The page of those that are never written to."""

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile

from polku.say.limits.models import NeverTo

pytestmark = pytest.mark.django_db


def said(page):
    return [str(one) for one in get_messages(page.wsgi_request)]


def shown(page):
    return [row.value for row in page.context["page"].rows]


def test_addresses_are_put_on_by_hand_and_by_file_and_taken_off(web):
    file = SimpleUploadedFile("left.csv", b"name,email\nEmile,emile@shop.example\nFumi,fumi\n")

    done = web.post("/settings/never/new", {"addresses": "devi@shop.example", "file": file, "reason": "moved"})

    assert said(done) == ["2 are new on the list.", "1 is no e-mail address and was left out: fumi"]
    assert shown(web.get("/settings/never")) == ["emile@shop.example", "devi@shop.example"]
    web.post(f"/settings/never/{NeverTo.objects.get(value='devi@shop.example').pk}/end")
    assert shown(web.get("/settings/never?query=EMILE")) == ["emile@shop.example"]
    assert shown(web.get("/settings/never?query=devi")) == []


def test_nothing_given_is_no_success(web):
    for given in ("", " \n"):
        done = web.post("/settings/never/new", {"addresses": given})
        assert said(done)[-1] == "Write an address, or choose a file with some."


def test_a_person_is_put_on_by_whatever_names_exactly_one(web, come_by):
    come_by("Devi", "Emile")

    told = [said(web.post("/settings/never/person", {"person": name}))[-1] for name in ("devi", "4711")]

    assert told == ["Put on the list.", "Nobody is called so."]
    assert [row.is_person for row in NeverTo.objects.all()] == [True]
