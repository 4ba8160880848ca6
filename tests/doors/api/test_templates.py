"""Templates and folders over HTTP: kept of a campaign, found, named, removed and had back, begun with."""

import pytest

pytestmark = pytest.mark.django_db
GIVEN = {"name": "Tea", "subject": "Tea", "body": "Hello", "audience": {"rule": {"all": []}}, "folder": "Winter"}


def test_a_template_is_kept_found_and_begun_with(post, get, send):
    campaign = post("campaigns", GIVEN)["id"]
    made = post("templates", {"campaign": campaign, "name": " A cup ", "folder": "Greetings"})
    path = f"templates/{made['id']}"

    assert (made["name"], made["folder"], made["body"], made["blocks"]) == ("A cup", "Greetings", "Hello", None)
    assert get("templates?query=cup&folder=Greetings") == {"templates": [made]}
    assert get("templates?folder=Winter") == {"templates": []}
    assert get("folders") == {"campaigns": ["Winter"], "templates": ["Greetings"]}
    assert [one["id"] for one in get("campaigns?folder=Winter")["campaigns"]] == [campaign]
    assert get("campaigns?folder=Summer")["campaigns"] == []
    assert send("patch", path, {"folder": ""}) == made | {"folder": ""}
    begun = post(f"{path}/campaigns", {"audience": {"rule": {"all": []}}, "name": "Again"})
    assert (begun["name"], begun["body"], begun["state"]) == ("Again", "Hello", "draft")

    assert send("delete", path) is None
    assert (get(path)[0], get("templates")) == (404, {"templates": []})
    assert post(f"{path}/restoration")["name"] == "A cup"
    assert post("templates", {"campaign": 4711, "name": "x"})[1]["field"] == "campaign"
