"""Keys are made with the scopes that a program needs, and never with more than their maker holds."""

import pytest
from django.test import Client

from polku.know.teams.models import ApiKey, Member, TrailEntry


def test_a_key_is_made_for_some_things_only(web: Client) -> None:
    answer = web.post(
        "/settings/keys", {"name": "Till", "reach": "some", "scopes": ["people.see", "till.use"], "stores": "12\n7"}
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
    secret = web.post("/settings/keys", {"name": "Report"}).context["new_key"]
    key = ApiKey.objects.get()
    web.post(f"/settings/keys/{key.pk}/end")
    web.post(f"/settings/keys/{key.pk}/end")
    entries = TrailEntry.objects.order_by("pk")

    assert [(entry.action, entry.number) for entry in entries] == [
        ("key.made", str(key.pk)), ("key.ended", str(key.pk)),
    ]  # fmt: skip
    assert secret not in str([(entry.before, entry.after) for entry in entries])


def test_its_last_use_is_written_once_a_minute(web: Client, django_assert_num_queries: object) -> None:
    secret = web.post("/settings/keys", {"name": "Report"}).context["new_key"]
    headers = {"Authorization": f"Bearer {secret}"}
    web.get("/api/segments", headers=headers)
    first = ApiKey.objects.get().used_at
    web.get("/api/segments", headers=headers)

    assert first is not None
    assert ApiKey.objects.get().used_at == first


def test_an_ended_key_opens_nothing(web: Client) -> None:
    secret = web.post("/settings/keys", {"name": "Report"}).context["new_key"]
    web.post(f"/settings/keys/{ApiKey.objects.get().pk}/end")

    assert web.get("/api/segments", headers={"Authorization": f"Bearer {secret}"}).status_code == 401
