"""Keys are made with the scopes that a program needs, and never with more than their maker holds."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from polku.doors.web import made_once
from polku.kit import clock, seal
from polku.know.teams.models import ApiKey, Member, TrailEntry


def test_a_key_is_made_for_some_things_only(web: Client) -> None:
    answer = web.post(
        "/settings/keys",
        {"name": "Till", "reach": "some", "scopes": ["people.see", "till.use"], "stores": "12\n7"},
        follow=True,
    )
    key, secret = ApiKey.objects.get(), answer.context["new_key"]

    assert (key.scopes, key.stores) == (["people.see", "till.use"], ["12", "7"])
    assert web.get("/api/people", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    refused = web.get("/api/campaigns", headers={"Authorization": f"Bearer {secret}"})
    assert refused.status_code == 403
    assert refused.json()["error"]["code"] == "forbidden"
    assert "campaigns.see" in refused.json()["error"]["sentence"]


def test_a_key_that_may_nothing_is_not_made(web: Client) -> None:
    answer = web.post("/settings/keys", {"name": "Till", "reach": "some"})

    assert answer.status_code == 422
    assert "Choose at least one thing" in answer.text
    assert not ApiKey.objects.exists()


@pytest.mark.parametrize("reach", ["all", "some"])
def test_nobody_lends_out_what_they_do_not_hold(client: Client, aino: Member, reach: str) -> None:
    client.force_login(Member.objects.create_user("max@kahvila.example", role="manager"))
    given = {"name": "Mine", "reach": reach, "scopes": ["people.see", "settings.edit"]}
    client.post("/settings/keys", given)
    scopes = ApiKey.objects.get().scopes

    assert "people.see" in scopes
    assert "settings.edit" not in scopes
    assert "*" not in scopes


def test_making_and_ending_are_noted_without_the_key_itself(web: Client) -> None:
    secret = web.post("/settings/keys", {"name": "Report"}, follow=True).context["new_key"]
    key = ApiKey.objects.get()
    web.post(f"/settings/keys/{key.pk}/end")
    web.post(f"/settings/keys/{key.pk}/end")
    entries = TrailEntry.objects.order_by("pk")

    assert [(entry.action, entry.number) for entry in entries] == [
        ("key.made", str(key.pk)), ("key.ended", str(key.pk)),
    ]  # fmt: skip
    assert secret not in str([(entry.before, entry.after) for entry in entries])


def test_its_last_use_is_written_once_a_minute(web: Client, django_assert_num_queries: object) -> None:
    secret = web.post("/settings/keys", {"name": "Report"}, follow=True).context["new_key"]
    headers = {"Authorization": f"Bearer {secret}"}
    web.get("/api/segments", headers=headers)
    first = ApiKey.objects.get().used_at
    web.get("/api/segments", headers=headers)

    assert first is not None
    assert ApiKey.objects.get().used_at == first


def test_an_ended_key_opens_nothing(web: Client) -> None:
    secret = web.post("/settings/keys", {"name": "Report"}, follow=True).context["new_key"]
    web.post(f"/settings/keys/{ApiKey.objects.get().pk}/end")

    assert web.get("/api/segments", headers={"Authorization": f"Bearer {secret}"}).status_code == 401


def test_loading_the_page_again_makes_no_other_key(web: Client) -> None:
    once = web.get("/settings/keys").context["once"]
    made = web.post("/settings/keys", {"name": "Report", "once": once})
    shown, again = web.get(made["Location"]), web.get(made["Location"])

    assert (made.status_code, made["Location"]) == (302, "/settings/keys")
    assert f'name="once" value="{shown.context["once"]}"' in shown.text
    assert seal.fingerprint(shown.context["new_key"]) == ApiKey.objects.get().fingerprint
    assert again.context["new_key"] == ""


def test_a_double_click_makes_one_key(web: Client) -> None:
    given = {"name": "Report", "once": web.get("/settings/keys").context["once"]}
    first = web.post("/settings/keys", given, follow=True).context["new_key"]
    second = web.post("/settings/keys", given, follow=True).context["new_key"]
    web.post("/settings/keys", given | {"name": "Till"})

    assert first == second
    assert sorted(ApiKey.objects.values_list("name", flat=True)) == ["Report", "Till"]


@pytest.mark.django_db(transaction=True)
def test_forms_sent_at_the_same_moment_make_one_key(web: Client) -> None:
    given = {"name": "Report", "once": web.get("/settings/keys").context["once"]}

    def send(_click: int) -> int:
        browser = Client()
        browser.cookies = web.cookies.copy()
        try:
            return browser.post("/settings/keys", given).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as clicks:
        answers = list(clicks.map(send, range(4)))

    assert answers == [302] * 4
    assert seal.fingerprint(web.get("/settings/keys").context["new_key"]) == ApiKey.objects.get().fingerprint


def test_the_same_form_shows_the_key_for_two_minutes_only(web: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"name": "Report", "once": web.get("/settings/keys").context["once"]}
    web.post("/settings/keys", given)
    later = clock.now() + made_once.KEPT
    monkeypatch.setattr(clock, "now", lambda: later)

    assert web.get("/settings/keys").context["new_key"] == ""


def test_a_key_lies_in_no_session_that_can_be_read(web: Client) -> None:
    web.post("/settings/keys", {"name": "Report"})
    kept = [(session.session_data, session.get_decoded()) for session in Session.objects.all()]
    key = web.get("/settings/keys").context["new_key"]

    assert key.startswith("pk_")
    assert key not in str(kept)


def test_only_the_browser_that_made_a_key_is_shown_it(web: Client, aino: Member) -> None:
    elsewhere = Client()
    elsewhere.force_login(aino)
    web.post("/settings/keys", {"name": "Report"})

    assert elsewhere.get("/settings/keys").context["new_key"] == ""
    assert web.get("/settings/keys").context["new_key"] != ""
