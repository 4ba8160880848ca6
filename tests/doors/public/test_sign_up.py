"""Signing up: nothing is sent but a question, and nothing is allowed before the second yes from the mailbox."""

import json
import re
from datetime import timedelta

import pytest
from django.conf import settings

from polku.act.rewards import programs
from polku.act.rewards.ledger.models import Lot
from polku.kit import clock
from polku.know.people.consent import sign_up
from polku.know.people.consent.may_send import may_send
from polku.know.people.consent.models import Consent, ConsentAsked, ConsentTopic
from polku.know.people.consent.wordings import wording, write
from polku.know.people.find import by_identity

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail(team, office, serve, set_up):
    set_up(serve(office))
    return office


@pytest.fixture
def sign(outside, team):
    """`sign("fumi@shop.example")`: fills in the form as a browser does."""

    def up(email, *, source="home", **more):
        page = outside.get(f"/p/sign-up/{source}").content.decode()
        agreed = re.search(r'name="agreed" value="([^"]+)"', page)
        return outside.post(f"/p/sign-up/{source}", {"email": email, "agreed": agreed and agreed[1], **more})

    return up


def link_in(office):
    return re.search(r"/p/confirm/\S+", office.messages()[-1].get_body(("plain",)).get_content())[0]


def test_the_second_yes_gives_consent_with_proof_and_makes_them_known(mail, sign, outside, carry_on):
    answer = sign("Fumi@shop.example ")
    assert (answer.status_code, "Look into your mailbox" in answer.content.decode()) == (200, True)
    link = link_in(mail)
    assert "fumi@shop.example would like this" in outside.get(link).content.decode()
    carry_on()
    assert (Consent.objects.count(), by_identity("email", "fumi@shop.example")) == (0, None)

    answer = outside.post(link, headers={"User-Agent": "A phone"})

    assert "that is settled" in answer.content.decode()
    carry_on()
    fumi = by_identity("email", "fumi@shop.example")
    assert may_send([fumi.id], purpose="marketing", channel="email") == {fumi.id: ""}
    row = Consent.objects.get()
    proof = json.loads(row.proof)
    assert (row.source, row.wording) == ("sign-up:home", wording("marketing", language="en", team="Kahvila").reference)
    assert (proof["double_opt_in"], proof["confirmed"]) == (
        True,
        {"page": "confirm", "network": "127.0.0.0", "user_agent": "A phone"},
    )


def test_looking_at_the_link_confirms_nothing_and_pressing_twice_is_once(mail, sign, outside):
    sign("fumi@shop.example")
    outside.get(link_in(mail))
    assert Consent.objects.count() == 0

    outside.post(link_in(mail))
    outside.post(link_in(mail))

    assert Consent.objects.count() == 1


def test_the_question_runs_out(mail, sign, outside):
    sign("fumi@shop.example")

    with clock.fixed(clock.now() + timedelta(days=8)):
        assert outside.post(link_in(mail)).status_code == 410

    assert Consent.objects.count() == 0


def test_a_mailbox_is_not_filled_by_who_types_its_address(mail, sign):
    now = clock.now()
    for minutes in range(0, 20, 2):
        with clock.fixed(now + timedelta(minutes=minutes)):
            answer = sign("fumi@shop.example")

    assert (answer.status_code, "Look into your mailbox" in answer.content.decode()) == (200, True)
    assert mail.arrived == {"fumi@shop.example": sign_up.MOST_SENDS}


def test_one_network_cannot_sign_everybody_up(noon, mail, sign):
    answers = [sign(f"fumi{number}@shop.example").status_code for number in range(21)]

    assert (answers[0], answers[-1], mail.arrived.total()) == (200, 429, 20)


@pytest.mark.parametrize("email", ["", "fumi", "none", "fumi@", "a b@shop.example", "x@" + "y" * 500])
def test_what_is_no_address_is_said_at_the_field(mail, sign, email):
    answer = sign(email)

    assert (answer.status_code, 'id="email-problem"' in answer.content.decode()) == (422, True)
    assert mail.arrived.total() == 0


def test_without_the_tick_or_with_a_text_that_has_changed_nobody_has_agreed(mail, sign, outside, team):
    assert sign("fumi@shop.example", agreed="").status_code == 422
    page = outside.get("/p/sign-up/home").content.decode()
    old = re.search(r'name="agreed" value="([^"]+)"', page)[1]
    write("marketing", language="en", text="Something else", by=None)

    assert sign("fumi@shop.example", agreed=old).status_code == 422
    assert ConsentAsked.objects.count() == 0


def test_topics_that_they_took_are_said_too(mail, sign, outside):
    for key in ("news", "offers"):
        ConsentTopic.objects.create(key=key, name=key)
    sign("fumi@shop.example", topic=["news"])

    outside.post(link_in(mail))

    assert sorted(Consent.objects.values_list("purpose", "topic")) == [("marketing", ""), ("marketing", "news")]


def test_where_e_mail_is_not_set_up_it_says_so_and_can_be_tried_again(sign, office, serve, set_up):
    answer = sign("fumi@shop.example")
    assert (answer.status_code, "at the moment" in answer.content.decode()) == (503, True)

    set_up(serve(office))
    assert sign("fumi@shop.example").status_code == 200
    assert office.arrived == {"fumi@shop.example": 1}


@pytest.mark.parametrize("source", ["<b>", "a b", "UPPER", "x" * 41])
def test_a_sign_up_from_a_made_up_place_is_not_found(outside, team, source):
    assert outside.get(f"/p/sign-up/{source}").status_code == 404


def test_the_letter_speaks_their_language(mail, outside):
    page = outside.get("/p/sign-up/home", headers={"Accept-Language": "ja"}).content.decode()
    agreed = re.search(r'name="agreed" value="([^"]+)"', page)[1]
    outside.post("/p/sign-up/home", {"email": "fumi@shop.example", "agreed": agreed}, headers={"Accept-Language": "ja"})

    assert mail.messages()[-1]["Subject"] == "Kahvila のお申し込みの確認"


def test_the_letter_has_something_to_press_and_names_stay_text(mail, sign, team):
    team.name = "<b>Bobby</b> & {{ co }}"
    team.save()

    sign("fumi@shop.example")

    [message] = mail.messages()
    html = message.get_body(("html",)).get_content()
    assert f'href="{settings.BASE_URL}{link_in(mail)}"' in html
    assert ("<b>Bobby" in html, "&lt;b&gt;Bobby&lt;/b&gt; &amp; {{ co }}" in html) == (False, True)


def test_what_there_is_for_signing_up_is_said_and_given_once_with_the_second_yes(mail, sign, outside, carry_on):
    terms = {"title": "A free cup", "benefit": {"kind": "gift", "gift": "A cup"}, "given_on": ["Signed Up"]}
    cup = programs.create("Cup", terms, currency="EUR", by=None)
    before = outside.get("/p/sign-up/home").content.decode()
    programs.become(cup, "live", by=None)
    sign("fumi@shop.example")
    asked = outside.get(link_in(mail)).content.decode()
    outside.post(link_in(mail))
    outside.post(link_in(mail))
    carry_on()
    programs.change(cup, terms=terms | {"limits": {"total": 1}}, by=None)

    assert "A free cup" not in before
    assert "For signing up you get: <strong><bdi>A free cup</bdi></strong>" in asked
    assert "A free cup" in outside.get("/p/sign-up/home").content.decode()
    assert [lot.program_id for lot in Lot.objects.all()] == [cup.pk]
