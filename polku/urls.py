"""Every page, and who may enter."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, path
from django.views.i18n import set_language

from polku.doors.api.routes import URLS as API
from polku.doors.web import (
    campaigns,
    choices,
    compose,
    events,
    home,
    launch,
    merged,
    paper,
    people,
    person,
    refused,
    segments,
    sign_in,
    team,
)

ANYONE, MEMBER = "anyone", "member"


@dataclass(frozen=True)
class Page:
    permission: str
    address: str
    view: Callable[..., HttpResponseBase]
    name: str

    def pattern(self) -> URLPattern:
        # Django's own mark, which the entrance reads: a page is closed unless it says otherwise.
        if self.permission == ANYONE:
            self.view.login_required = False  # type: ignore[attr-defined]
        pattern: Any = path(self.address, self.view, name=self.name)
        return pattern  # type: ignore[no-any-return]


PAGES = (
    Page(ANYONE, "sign-in", sign_in.sign_in, "sign-in"),
    Page(ANYONE, "language", set_language, "language"),
    Page(MEMBER, "sign-out", sign_in.sign_out, "sign-out"),
    Page(MEMBER, "theme", choices.theme, "theme"),
    #
    Page(MEMBER, "", home.home, "home"),
    Page(MEMBER, "minutes", home.minutes, "home minutes"),
    Page(MEMBER, "orders", home.orders, "home orders"),
    #
    Page(MEMBER, "people", people.people, "people"),
    Page(MEMBER, "people/<str:public_id>", person.person, "person"),
    Page(MEMBER, "people/<str:public_id>/story", person.story, "person story"),
    Page(MEMBER, "people/<str:public_id>/orders/<str:number>", person.order, "person order"),
    Page(MEMBER, "people/<str:public_id>/merges/<int:merge_id>", merged.verdict, "person merge"),
    #
    Page(MEMBER, "segments", segments.segments, "segments"),
    Page(MEMBER, "segments/new", segments.new, "segment new"),
    Page(MEMBER, "segments/<int:segment_id>", segments.segment, "segment"),
    Page(MEMBER, "segments/<int:segment_id>/removal", segments.remove, "segment removal"),
    #
    Page(MEMBER, "campaigns", campaigns.campaigns, "campaigns"),
    Page(MEMBER, "campaigns/new", compose.compose, "campaign new"),
    Page(MEMBER, "campaigns/<int:campaign_id>", campaigns.campaign, "campaign"),
    Page(MEMBER, "campaigns/<int:campaign_id>/edit", compose.compose, "campaign edit"),
    Page(MEMBER, "campaigns/<int:campaign_id>/launch", launch.launch, "campaign launch"),
    Page(MEMBER, "paper", paper.paper, "paper"),
    #
    Page(MEMBER, "events", events.events, "events"),
    Page(MEMBER, "events/refused", refused.refused, "refused"),
    Page(MEMBER, "events/sources", events.sources, "events sources"),
    #
    Page(MEMBER, "settings", team.settings, "settings"),
    Page(MEMBER, "settings/team", team.team, "settings team"),
    Page(MEMBER, "settings/sources", team.new_source, "settings sources"),
    Page(MEMBER, "settings/sources/<int:source_id>/end", team.ended_source, "settings source end"),
    Page(MEMBER, "settings/keys", team.new_key, "settings keys"),
    Page(MEMBER, "settings/keys/<int:key_id>/end", team.ended_key, "settings key end"),
)

urlpatterns: list[URLPattern | URLResolver] = [*(page.pattern() for page in PAGES), *API]
