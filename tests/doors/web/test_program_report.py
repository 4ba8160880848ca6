"""The report of a program as somebody sees it."""

import pytest
from django.test import Client

from polku.act.rewards import programs
from polku.act.rewards.coupons import issue
from polku.act.rewards.ledger import use
from polku.act.rewards.ledger.models import Lot, Program
from polku.kit import clock
from polku.know.people.models import Identity, Profile
from polku.know.segments.models import Segment
from polku.know.teams.begin import begin
from polku.know.teams.models import Member
from tests.conftest import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def test_the_numbers_open_their_people_and_a_budget_is_set():
    begun = begin("aino@example.com", password="a long password")
    page = Client()
    page.force_login(begun.owner)
    own = {"kind": "user_id", "value": "devi", "profile_id": 7, "first_seen_ms": 0, "last_seen_ms": 0}
    Profile.objects.create(id=7, name="Devi Rao", first_seen_ms=0, last_seen_ms=0)
    Identity.objects.create(id=7, **own)
    terms = {"title": "Three off", "benefit": {"kind": "amount", "minor": 300}}
    made = programs.create("Three off", terms, currency="EUR", by=None)
    here = f"/rewards/{made.pk}"
    empty = page.get(f"{here}/report").content.decode()
    programs.become(made, "live", by=None)
    issue.issue(Program.objects.get(pk=made.pk), [7], "welcome", now=NOON)
    use.use(made, Lot.objects.get(), use.Use("u", 1, 300, "EUR", "kallio"), now_ms=clock.to_ms(NOON))

    report = page.get(f"{here}/report").content.decode()
    people = page.get(f"{here}/people", {"who": "used", "by": "store", "of": "kallio"}).content.decode()
    answer = page.post(f"{here}/budget", {"budget": "12.50"})

    kept = page.post(f"{here}/people/list", {"who": "used", "by": "store", "of": "kallio"}, follow=True)
    table = b"".join(page.get(f"{here}/people.csv", {"who": "given"})).decode()

    assert "Nothing has been given of it yet" in empty
    assert "Kept as a list" in kept.content.decode()
    assert [one.identity_id for one in Segment.objects.get().listed_people.all()] == [7]
    assert "Devi Rao" in table.splitlines()[1]
    assert f"{here}/people?who=used" in report
    assert "Devi Rao" in people
    assert answer.status_code == 302

    # Staff of a store see neither the people of all stores, nor does who only writes change what has begun.
    Member.objects.filter(pk=begun.owner.pk).update(role="till", stores=["kallio"])
    assert page.get(f"{here}/people", {"who": "given"}).status_code == 403
    Member.objects.filter(pk=begun.owner.pk).update(role="editor", stores=[])
    assert page.get(f"{here}/people", {"who": "given"}).status_code == 200
    assert page.post(f"{here}/budget", {"budget": "1"}).status_code == page.get(f"{here}/edit").status_code == 403
    assert f"{here}/edit" not in page.get(here).content.decode()
    assert Program.objects.get(pk=made.pk).budget_minor == 1250
    assert Program.objects.get(pk=made.pk).budget_minor == 1250
    assert page.get(f"{here}/people", {"who": "no such"}).status_code == 404
    assert page.get(f"{here}/report.csv").content.decode().startswith("part,what,number")
