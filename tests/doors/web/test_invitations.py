"""Asking others to join, and joining."""

import re

import pytest
from django.test import Client

from polku.kit import clock
from polku.know.teams.access import letters
from polku.know.teams.access.invitations import invite
from polku.know.teams.access.models import Invitation, Letter
from polku.know.teams.models import Member, TrailEntry
from polku.say.channels.email.models import EmailServer
from tests.doors.web.queries import queries

PAGE = "/settings/invitations"
GOOD = "kissat istuvat ikkunalla"


@pytest.fixture
def mail_server(db: None) -> EmailServer:
    return EmailServer.objects.create(host="127.0.0.1", from_address="polku@kahvila.example", changed_at=clock.now())


def link_in(text: str) -> str:
    found = re.search(r"http://testserver(/invitations/[\w.-]+)", text)
    assert found is not None
    return found.group(1)


def test_who_follows_the_link_chooses_a_password_and_is_in(web: Client) -> None:
    made = web.post(PAGE, {"email": "chen@kahvila.example", "role": "editor", "link": ""}, follow=True)
    link, browser = link_in(made.text), Client()
    shown = browser.get(link)
    joined = browser.post(link, {"name": "Chen", "password": GOOD})

    assert "Aino has invited you as editor." in shown.text
    assert (joined.status_code, joined["Location"]) == (302, "/")
    assert browser.get("/account").context["user"] == Member.objects.get(email="chen@kahvila.example", role="editor")
    assert browser.get(PAGE).status_code == 403


def test_the_link_is_shown_once_and_opens_once(web: Client) -> None:
    made = web.post(PAGE, {"email": "chen@kahvila.example", "role": "editor", "link": ""}, follow=True)
    link = link_in(made.text)

    assert link not in web.get(PAGE).text
    Client().post(link, {"name": "Chen", "password": GOOD})
    assert Client().get(link).status_code == 410
    assert Client().post(link, {"name": "Mallory", "password": GOOD}).status_code == 410


def test_a_weak_password_is_told_at_the_field(web: Client) -> None:
    link = link_in(web.post(PAGE, {"email": "chen@kahvila.example", "role": "editor", "link": ""}, follow=True).text)

    answer = Client().post(link, {"name": "Chen", "password": "chen@kahvila"})

    assert "The password is too similar to the email." in answer.text
    assert 'value="Chen"' in answer.text
    assert not Member.objects.filter(email="chen@kahvila.example").exists()


def test_who_may_not_edit_the_team_cannot_invite(client: Client, aino: Member) -> None:
    client.force_login(Member.objects.create_user("bo@kahvila.example", GOOD, role="editor"))

    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"email": "chen@kahvila.example", "role": "viewer", "link": ""}).status_code == 403
    assert Invitation.objects.count() == 0


def test_a_manager_is_not_offered_and_cannot_give_what_only_owners_have(client: Client, aino: Member) -> None:
    client.force_login(Member.objects.create_user("bo@kahvila.example", GOOD, role="manager"))
    answer = client.post(PAGE, {"email": "chen@kahvila.example", "role": "owner", "link": ""})

    assert [role for role, _name, _words in client.get(PAGE).context["roles"]] == [
        "manager", "editor", "agent", "till", "viewer",
    ]  # fmt: skip
    assert answer.status_code == 422
    assert "it may do more than you may" in answer.text
    assert Invitation.objects.count() == 0


def test_the_stores_that_were_chosen_limit_who_joins(web: Client) -> None:
    chosen = {"stores": ["turku"], "other_stores": "oulu\n \nturku"}
    made = web.post(PAGE, {"email": "chen@kahvila.example", "role": "till", "link": ""} | chosen, follow=True)
    owner = web.post(PAGE, {"email": "devi@kahvila.example", "role": "owner", "link": ""} | chosen, follow=True)
    Client().post(link_in(made.text), {"name": "Chen", "password": GOOD})

    assert Member.objects.get(email="chen@kahvila.example").stores == ["oulu", "turku"]
    assert "An owner sees every store." in owner.text


def test_without_a_mail_server_there_is_only_the_link(web: Client) -> None:
    answer = web.post(PAGE, {"email": "chen@kahvila.example", "role": "editor", "letter": ""}, follow=True)

    assert "E-mail is not set up yet" in answer.text
    assert link_in(answer.text)
    assert Letter.objects.count() == 0


def test_with_a_mail_server_a_letter_is_asked_for(web: Client, mail_server: EmailServer) -> None:
    web.post(PAGE, {"email": "chen@kahvila.example", "role": "editor", "letter": ""})

    letter = Letter.objects.get()
    assert (letter.kind, letter.email) == ("invitation", "chen@kahvila.example")
    assert "the letter is being sent" in web.get(PAGE).text


def test_why_a_letter_was_not_sent_stands_at_the_invitation(web: Client, mail_server: EmailServer) -> None:
    web.post(PAGE, {"email": "chen@kahvila.example", "role": "editor", "letter": ""})
    letters.fail(Letter.objects.get(), "550 <nobody> here", now=clock.now(), is_over=True)

    assert "550 &lt;nobody&gt; here" in web.get(PAGE).text


def test_an_invitation_is_sent_again_renewed_and_withdrawn(web: Client, mail_server: EmailServer) -> None:
    first = link_in(web.post(PAGE, {"email": "chen@kahvila.example", "role": "editor", "link": ""}, follow=True).text)
    asked = Invitation.objects.get()

    web.post(f"{PAGE}/{asked.pk}/letter")
    second = link_in(web.post(f"{PAGE}/{asked.pk}/link", follow=True).text)
    assert TrailEntry.objects.latest("pk").action == "invitation.renewed"
    assert Letter.objects.filter(invitation=asked, ended_at=None).count() == 1
    assert (Client().get(first).status_code, Client().get(second).status_code) == (410, 200)

    web.post(f"{PAGE}/{asked.pk}/withdrawal")
    assert Client().get(second).status_code == 410
    assert Letter.objects.filter(ended_at=None).count() == 0
    assert "Nobody is invited at the moment." in web.get(PAGE).text
    assert web.post(f"{PAGE}/{asked.pk}/link").status_code == 404


def test_an_old_session_in_the_browser_does_not_follow_into_the_new_account(web: Client) -> None:
    link = link_in(web.post(PAGE, {"email": "chen@kahvila.example", "role": "viewer", "link": ""}, follow=True).text)
    before = web.session.session_key

    web.post(link, {"name": "Chen", "password": GOOD})

    assert web.session.session_key != before
    assert web.get("/account").context["user"].email == "chen@kahvila.example"


def test_loading_the_page_again_leaves_the_link_that_was_handed_over(web: Client) -> None:
    once = web.get(PAGE).context["once"]
    made = web.post(PAGE, {"email": "chen@kahvila.example", "role": "editor", "link": "", "once": once})
    shown = web.get(made["Location"])
    again = web.get(made["Location"])

    assert (made.status_code, made["Location"]) == (302, PAGE)
    assert "/invitations/in" not in again.text
    assert Client().get(link_in(shown.text)).status_code == 200


def test_a_double_click_on_new_link_makes_one(web: Client) -> None:
    web.post(PAGE, {"email": "chen@kahvila.example", "role": "editor", "link": ""})
    asked, once = Invitation.objects.get(), {"once": web.get(PAGE).context["once"]}
    links = [link_in(web.post(f"{PAGE}/{asked.pk}/link", once, follow=True).text) for _click in range(2)]

    assert links[0] == links[1]
    assert TrailEntry.objects.filter(action="invitation.renewed").count() == 1
    assert Client().get(links[0]).status_code == 200


def test_a_double_click_on_send_writes_one_letter(web: Client, mail_server: EmailServer) -> None:
    sent = {"email": "chen@kahvila.example", "role": "editor", "letter": "", "once": web.get(PAGE).context["once"]}
    for _click in range(2):
        web.post(PAGE, sent)
        letters.settle(Letter.objects.latest("pk"), is_sent=True, now=clock.now())
    again = {"once": web.get(PAGE).context["once"]}
    for _click in range(2):
        web.post(f"{PAGE}/{Invitation.objects.get().pk}/letter", again)
        letters.settle(Letter.objects.latest("pk"), is_sent=True, now=clock.now())

    assert Letter.objects.count() == 2


def test_three_invitations_take_no_more_queries_than_one(web: Client) -> None:
    web.post(PAGE, {"email": "a@kahvila.example", "role": "editor", "link": ""})
    one = queries(web, PAGE)
    for letter in "bc":
        web.post(PAGE, {"email": f"{letter}@kahvila.example", "role": "editor", "link": ""})

    assert queries(web, PAGE) == one


def test_a_manager_gets_no_link_that_makes_an_owner(client: Client, aino: Member) -> None:
    """Else a manager could take the invitation of an owner, and come in as one."""
    asked, _token = invite("boss@kahvila.example", role="owner", by=aino)
    kept = asked.fingerprint
    client.force_login(Member.objects.create_user("max@kahvila.example", role="manager"))
    answers = [client.post(f"/settings/invitations/{asked.pk}/{what}") for what in ("link", "letter", "withdrawal")]
    asked.refresh_from_db()

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert (asked.fingerprint, asked.withdrawn_at) == (kept, None)
    assert "boss@kahvila.example" not in client.get(PAGE).text
