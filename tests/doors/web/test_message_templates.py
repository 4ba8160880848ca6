"""Messages are kept to begin with, and lie in folders as campaigns do."""

import pytest

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.templates import keep
from polku.act.campaigns.templates.models import MessageTemplate
from polku.act.campaigns.write import create
from polku.say.content.blocks.read import of_text

pytestmark = pytest.mark.django_db
EVERYBODY = {"all": []}


@pytest.fixture
def winter(db):
    return create("Winter", channel="email", subject="Tea", mail=of_text("Hello"), rule=EVERYBODY, folder="Season")


def test_what_a_campaign_says_is_kept_and_begun_with(web, winter, columns):
    web.post(f"/campaigns/{winter.pk}/template", {"name": " Winter  tea ", "folder": "Season"})

    row = MessageTemplate.objects.get()
    assert (row.name, row.folder, row.channel, row.mail) == ("Winter tea", "Season", "email", winter.mail)
    page = web.get(f"/campaigns/new?template={row.pk}")
    assert (page.context["data"]["subject"], page.context["content"]) == ("Tea", "mail")
    assert [card.item.kind for card in page.context["cards"]] == ["text", "footer"]
    assert Campaign.objects.count() == 1


def test_a_template_is_found_by_name_and_folder(web, winter):
    keep.make(winter, "Winter tea", folder="Season", by=None)
    keep.make(winter, "Receipt", by=None)

    def names(asked):
        return [row.name for row, _channel in web.get(f"/campaigns/templates{asked}").context["rows"]]

    assert names("") == ["Receipt", "Winter tea"]
    assert names("?query=TEA") == ["Winter tea"]
    assert names("?folder=Season") == ["Winter tea"]
    assert names("?query=nothing") == []


def test_it_is_renamed_removed_and_had_back(web, winter):
    row = keep.make(winter, "Tea", by=None)

    web.post(f"/campaigns/templates/{row.pk}/name", {"name": "Coffee", "folder": "Drinks"})
    web.post(f"/campaigns/templates/{row.pk}/name", {"name": " ", "folder": "Drinks"})
    row.refresh_from_db()
    assert (row.name, row.folder) == ("Coffee", "Drinks")
    gone = web.post(f"/campaigns/templates/{row.pk}/removal", follow=True)
    assert (gone.context["rows"], gone.context["gone"]) == ([], row)
    back = web.post(f"/campaigns/templates/{row.pk}/removal", {"back": "1"}, follow=True)
    assert [one for one, _channel in back.context["rows"]] == [row]


def test_campaigns_lie_in_folders_and_the_list_shows_one(web, winter, columns):
    other = create("Receipt", body="Thanks", rule=EVERYBODY)

    web.post(
        f"/campaigns/{other.pk}/edit", {"name": "Receipt", "audience": "everybody", "body": "Hi", "folder": " A  b "}
    )

    page = web.get("/campaigns?folder=A%20b")
    assert ([row.campaign for row in page.context["rows"]], page.context["folders"]) == ([other], ["A b", "Season"])
    assert len(web.get("/campaigns").context["rows"]) == 2
