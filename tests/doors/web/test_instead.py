"""An address that only takes forms leads to its page when it is asked for as one."""

import pytest
from django.test import Client

from polku.know.teams.models import Member
from polku.urls import PAGES
from tests.doors.walk.addresses import address


@pytest.mark.parametrize(
    ("form", "page"),
    [
        ("/account/password", "/account"),
        ("/account/profile", "/account"),
        ("/account/second-factor/end", "/account/second-factor"),
        ("/settings/team", "/settings"),
        ("/settings/invitations/7/link", "/settings/invitations"),
        ("/settings/channels/email/test", "/settings/channels/email"),
        ("/settings/keys/7/end", "/settings/keys"),
        ("/settings/consent/topics", "/settings/consent"),
        ("/settings/consent/purposes/a%3Fb/end", "/settings/consent/purposes/a%3Fb"),
        ("/theme", "/"),
    ],
)
def test_the_address_of_a_form_leads_to_its_page(web: Client, form: str, page: str) -> None:
    answer = web.get(form)

    assert (answer.status_code, answer["Location"]) == (302, page)


def test_no_address_of_ours_answers_a_look_with_405(web: Client) -> None:
    looks = {page.address: web.get(address(page, {}), follow=True).status_code for page in PAGES}

    assert [at for at, status in looks.items() if status == 405] == []


@pytest.mark.parametrize("switch", [("/theme", {"choice": "dark"}), ("/language", {"language": "ja"})])
def test_colours_and_language_lead_back_from_an_error(web: Client, switch: tuple[str, dict[str, str]]) -> None:
    wrong = web.post("/account/password", {"old": "not this", "new": "kissat istuvat ikkunalla"})
    back = web.post(switch[0], switch[1] | {"next": "/account/password"}, follow=True)

    assert 'name="next" value="/account/password"' in wrong.text
    assert (back.status_code, back.request["PATH_INFO"]) == (200, "/account")


def test_nobody_is_led_past_the_sign_in_or_a_right(client: Client, aino: Member) -> None:
    assert client.get("/settings/team")["Location"] == "/sign-in?next=/settings/team"
    client.force_login(Member.objects.create_user("bo@kahvila.example", role="editor"))
    assert client.get("/settings/invitations/7/link").status_code == 403


def test_what_takes_no_form_says_so_on_a_page(web: Client) -> None:
    answer = web.put("/settings/keys")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")
    assert "Nothing was changed." in answer.text


def test_a_part_of_a_page_is_not_given_a_whole_one(web: Client) -> None:
    assert web.get("/settings/team", headers={"HX-Request": "true"}).status_code == 405
