"""The report of a program as somebody sees it."""

import pytest
from django.test import Client

from polku.act.rewards import programs
from polku.act.rewards.coupons import issue
from polku.act.rewards.ledger import grant, use
from polku.act.rewards.ledger.models import Lot, Program
from polku.act.rewards.referrals.models import Referral, Referrer
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


def test_who_brought_whom_and_points_in_money(client):
    begun = begin("aino@example.com", password="a long password")
    client.force_login(begun.owner)
    terms = {"title": "Friends", "friend": {"program": 1}}
    friends = programs.create("Friends", terms, kind="referral", currency="EUR", by=None)
    beans = programs.create(
        "Beans", {"title": "Beans", "rate": {"points": 100, "minor": 500}}, kind="points", currency="EUR", by=None
    )
    for pk, name in ((7, "Devi Rao"), (8, "Ben"), (9, "Cem")):
        own = {"kind": "user_id", "value": name, "profile_id": pk, "first_seen_ms": 0, "last_seen_ms": 0}
        Profile.objects.create(id=pk, name=name, first_seen_ms=0, last_seen_ms=0)
        Identity.objects.create(id=pk, **own)
    for who, friend, why in ((7, 8, ""), (8, 9, "late")):
        row = Referrer.objects.create(program_id=friends.pk, identity_id=who, at_ms=0)
        state = "refused" if why else "rewarded"
        about = {"program_id": friends.pk, "terms": 1, "referrer": row, "came_ms": 1, "at_ms": 1}
        Referral.objects.create(**about, identity_id=friend, state=state, why=why)
    grant.grant(beans.terms.get(), [7], "g", grant.Given(230), now_ms=clock.to_ms(NOON))

    tree = client.get(f"/rewards/{friends.pk}/report").content.decode()
    brought = client.get(f"/rewards/{friends.pk}/people", {"who": "bringers"}).content.decode()
    points = client.get(f"/rewards/{beans.pk}/report", {"on": "2020-01-01"}).content.decode()

    assert tree.index("Devi Rao") < tree.index("Ben") < tree.index("Cem")
    assert "The friend has not bought in time." in tree
    assert ("Devi Rao" in brought, "Cem" in brought) == (True, False)
    assert client.get(f"/rewards/{friends.pk}/report/friends", {"before": "50"}).status_code == 200
    assert "100 points take €5.00 off a price" in points
    assert "€11.50" in client.get(f"/rewards/{beans.pk}/report").content.decode()
