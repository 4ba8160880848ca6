"""How links are tagged: in the settings and on the composer."""

import pytest

from polku.act.campaigns.models import Campaign
from polku.say.content.link_tags import policy

pytestmark = pytest.mark.django_db
FORM = {"name": "Winter Coffee", "audience": "everybody", "channel": "paper", "body": "https://shop.example"}
SAID = {"is_on": "yes", "source": "kahvila", "medium": "{channel}", "campaign": "{campaign}", "hosts": "shop.example"}


def test_the_settings_say_it_for_all_campaigns(web):
    web.post("/settings/link-tags", SAID)

    row = policy.current()
    assert (row.is_on, row.source, row.content, row.hosts) == (True, "kahvila", "", ["shop.example"])
    page = web.get("/settings/link-tags")
    assert page.context["example"].endswith("?utm_source=kahvila&utm_medium=email&utm_campaign=winter_coffee")


def test_a_pattern_with_a_placeholder_that_is_not_there_stays_in_the_form_with_what_is_wrong(web):
    page = web.post("/settings/link-tags", SAID | {"campaign": "{name}"})

    assert [(name, bool(fault)) for name, _label, _said, fault in page.context["fields"] if fault] == [
        ("campaign", True)
    ]
    assert policy.current().pk is None


def test_the_composer_shows_what_links_get_and_keeps_what_the_campaign_says(web, columns):
    web.post("/settings/link-tags", SAID)

    page = web.post("/campaigns/new", FORM | {"tags": "team", "show": "preview"})
    assert page.context["tags"]["query"] == "utm_source=kahvila&utm_medium=paper&utm_campaign=winter_coffee"

    web.post("/campaigns/new", FORM | {"tags": "own", "tags_source": "card"})
    row = Campaign.objects.get()
    assert row.link_tags["source"] == "card"
    page = web.post(f"/campaigns/{row.pk}/edit", FORM | {"tags": "own", "tags_source": "{what}"})
    assert [fault for name, _label, _said, fault in page.context["tags"]["fields"] if fault] != []
    web.post(f"/campaigns/{row.pk}/edit", FORM | {"tags": "none"})
    row.refresh_from_db()
    assert row.link_tags == {"is_on": False}
    web.post(f"/campaigns/{row.pk}/edit", FORM | {"tags": "team"})
    row.refresh_from_db()
    assert row.link_tags is None
