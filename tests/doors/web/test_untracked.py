"""A mail that does not tell who opened it, or who followed its links."""

from django.test import Client

from polku.act.campaigns.models import Campaign
from tests.doors.web.test_mail import WRITTEN, blocks


def test_a_mail_is_tracked_unless_its_writer_says_no(web: Client) -> None:
    form = {**WRITTEN, **blocks("text", "footer", a_text="Hello"), "save": ""}

    web.post("/campaigns/new", form)
    web.post("/campaigns/new", {**form, "untracked_opens": "yes"})
    web.post("/campaigns/new", {**form, "untracked_clicks": "yes"})

    kept = Campaign.objects.order_by("pk").values_list("tracks_opens", "tracks_clicks")
    assert list(kept) == [(True, True), (False, True), (True, False)]


def test_what_was_chosen_stands_in_the_draft(web: Client) -> None:
    web.post(
        "/campaigns/new",
        {**WRITTEN, **blocks("text", "footer", a_text="Hello"), "untracked_clicks": "yes", "save": ""},
    )

    page = web.get(f"/campaigns/{Campaign.objects.get().pk}/edit").text

    assert 'name="untracked_clicks" value="yes" checked' in page
    assert 'name="untracked_opens" value="yes">' in page
