"""My account: who I am, my password, and the browsers in which I am signed in."""

from datetime import datetime, timedelta

from django.test import Client

from polku.kit import clock
from polku.know.teams.access.models import SignIn
from polku.know.teams.models import Member

GOOD = "kissat istuvat ikkunalla"
RIGHT = {"username": "aino@kahvila.example", "password": "kahvia-kiitos"}


def test_name_language_and_time_zone_are_ones_own(web: Client, aino: Member) -> None:
    web.post("/account/profile", {"name": "Aino K", "language": "ja", "time_zone": "Asia/Tokyo"})

    aino.refresh_from_db()
    assert (aino.name, aino.language, aino.time_zone) == ("Aino K", "ja", "Asia/Tokyo")
    assert '<html lang="ja"' in web.get("/account").text


def test_the_language_comes_along_to_another_browser(client: Client, aino: Member) -> None:
    Member.objects.filter(pk=aino.pk).update(language="ja")
    client.post("/sign-in", RIGHT)

    assert '<html lang="ja"' in client.get("/account").text


def test_nonsense_is_not_kept(web: Client, aino: Member) -> None:
    answer = web.post("/account/profile", {"name": "A", "language": "xx", "time_zone": "Mars/Base"})

    aino.refresh_from_db()
    assert (answer.status_code, aino.name, aino.time_zone) == (422, "Aino", "")


def test_a_new_password_takes_the_old_one_and_ends_other_browsers(client: Client, aino: Member) -> None:
    here, there = Client(), Client()
    for browser in (here, there):
        browser.post("/sign-in", RIGHT)

    wrong = here.post("/account/password", {"old": "guess", "new": GOOD})
    weak = here.post("/account/password", {"old": "kahvia-kiitos", "new": "kahvila"})
    right = here.post("/account/password", {"old": "kahvia-kiitos", "new": GOOD})

    assert "This is not your password." in wrong.text
    assert "too short" in weak.text
    assert right.status_code == 302
    assert (here.get("/account").status_code, there.get("/account").status_code) == (200, 302)


def test_guessing_the_old_password_is_slow(web: Client, aino: Member, noon: datetime) -> None:
    for _guess in range(5):
        web.post("/account/password", {"old": "guess", "new": GOOD})

    assert "Please wait" in web.post("/account/password", {"old": "kahvia-kiitos", "new": GOOD}).text
    aino.refresh_from_db()
    assert aino.check_password("kahvia-kiitos")


def test_browsers_are_listed_and_one_is_signed_out(client: Client, aino: Member) -> None:
    phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1"
    here, there = Client(), Client(HTTP_USER_AGENT=phone)
    for browser in (here, there):
        browser.post("/sign-in", RIGHT)
    listed = {device: one for one, device, _is_phone, _is_here in here.get("/account").context["sign_ins"]}

    here.post(f"/account/sign-ins/{listed['Safari on iPhone'].pk}/end")

    assert (here.get("/account").status_code, there.get("/account").status_code) == (200, 302)


def test_nobody_ends_the_sign_in_of_another_member(web: Client, client: Client, aino: Member) -> None:
    bo, browser = Member.objects.create_user("bo@kahvila.example", GOOD, role="editor"), Client()
    browser.post("/sign-in", {"username": bo.email, "password": GOOD})

    web.post(f"/account/sign-ins/{SignIn.objects.get(member=bo).pk}/end")

    assert browser.get("/account").status_code == 200


def test_sign_out_everywhere_leaves_only_this_browser(client: Client, aino: Member) -> None:
    here, *others = Client(), Client(), Client()
    for browser in (here, *others):
        browser.post("/sign-in", RIGHT)

    here.post("/account/sign-ins/end")

    assert [browser.get("/account").status_code for browser in (here, *others)] == [200, 302, 302]


def test_a_disabled_member_is_out_at_once(web: Client, aino: Member) -> None:
    assert web.get("/account").status_code == 200

    Member.objects.filter(pk=aino.pk).update(is_active=False)

    assert web.get("/account").status_code == 302


def test_who_was_not_seen_for_three_days_signs_in_again(client: Client, aino: Member, noon: datetime) -> None:
    client.post("/sign-in", RIGHT)

    with clock.fixed(noon + timedelta(hours=71)):
        assert client.get("/account").status_code == 200
    with clock.fixed(noon + timedelta(hours=71 + 71)):
        assert client.get("/account").status_code == 200
    with clock.fixed(noon + timedelta(hours=71 + 71 + 73)):
        assert client.get("/account").status_code == 302
        assert client.get("/account").status_code == 302


def test_a_page_that_was_left_open_does_not_keep_its_member_signed_in(
    client: Client, aino: Member, noon: datetime
) -> None:
    client.post("/sign-in", RIGHT)
    answers = []
    for hours in (0, 40, 80):
        with clock.fixed(noon + timedelta(hours=hours)):
            answers.append(client.get("/minutes", headers={"HX-Request": "true"}).status_code)

    assert answers == [200, 200, 204]


def test_after_thirty_days_everybody_signs_in_again(client: Client, aino: Member, noon: datetime) -> None:
    client.post("/sign-in", RIGHT)
    answers = []
    for day in range(0, 32, 2):
        with clock.fixed(noon + timedelta(days=day)):
            answers.append(client.get("/account").status_code)

    assert answers == [200] * 15 + [302]


def test_signing_out_ends_the_session_for_a_copy_of_its_cookie_too(client: Client, aino: Member) -> None:
    client.post("/sign-in", RIGHT)
    thief = Client()
    thief.cookies["sessionid"] = client.cookies["sessionid"].value
    assert thief.get("/account").status_code == 200

    client.post("/sign-out")

    assert thief.get("/account").status_code == 302
