"""Every page of a LINE account, and who may enter."""

from collections.abc import Callable

from django.http import HttpResponseBase

from polku.doors.web.line import (
    access,
    account,
    acts,
    audiences,
    coupon,
    coupons,
    greeting,
    greeting_ended,
    incoming,
    insight,
    listed,
    login,
    menus,
    money,
    printed,
    sources,
)
from polku.doors.web.line.wide import acts as wide_acts
from polku.doors.web.line.wide import compose as wide_compose
from polku.doors.web.line.wide import launch as wide_launch
from polku.doors.web.line.wide import shown as wide
from polku.doors.web.page import Page
from polku.know.teams.rights import Right


def of_account(right: Right, rest: str, view: Callable[..., HttpResponseBase], name: str) -> Page:
    return Page(right, f"settings/channels/line/<str:account>{rest}", view, f"settings line {name}")


PAGES = (
    Page("channels.edit", "settings/channels/connect/line", access.connect, "settings line new"),
    Page("channels.edit", "settings/channels/line", listed.accounts, "settings line"),
    of_account("channels.edit", "", account.account, "account"),
    of_account("channels.edit", "/access", access.settings, "settings"),
    of_account("channels.edit", "/look", acts.looked, "looked"),
    of_account("channels.edit", "/webhook", acts.webhook, "webhook"),
    of_account("channels.edit", "/webhook/test", acts.tested, "tested"),
    of_account("channels.edit", "/followers", incoming.followers, "followers"),
    of_account("channels.edit", "/followers/wish", incoming.followers_asked, "followers asked"),
    of_account("channels.edit", "/ticks", acts.ticked, "ticked"),
    of_account("channels.edit", "/stop", acts.stopped, "stopped"),
    of_account("channels.edit", "/resumption", acts.resumed, "resumed"),
    of_account("channels.edit", "/end", acts.ended, "ended"),
    of_account("channels.edit", "/login", login.login, "login"),
    of_account("channels.edit", "/login/end", login.ended, "login ended"),
    of_account("channels.edit", "/money", money.money, "money"),
    of_account("channels.edit", "/greeting", greeting.greeting, "greeting"),
    of_account("channels.edit", "/greeting/end", greeting_ended.ended, "greeting end"),
    of_account("channels.edit", "/greeting/draft/end", greeting_ended.dropped, "greeting draft end"),
    of_account("channels.edit", "/sources", sources.sources, "sources"),
    of_account("channels.edit", "/sources/<int:source_id>", sources.source, "source"),
    of_account("channels.edit", "/sources/<int:source_id>/greeting", greeting.greeting, "source greeting"),
    of_account("channels.edit", "/sources/<int:source_id>/greeting/end", greeting_ended.ended, "source greeting end"),
    of_account(
        "channels.edit",
        "/sources/<int:source_id>/greeting/draft/end",
        greeting_ended.dropped,
        "source greeting draft end",
    ),
    of_account("channels.edit", "/sources/<int:source_id>/end", sources.ended, "source ended"),
    of_account("channels.edit", "/sources/<int:source_id>/code.<str:kind>", printed.code, "code"),
    of_account("channels.edit", "/sources/<int:source_id>/poster-<str:size>.pdf", printed.printed, "poster"),
    of_account("channels.edit", "/menus", menus.menus, "menus"),
    of_account("channels.edit", "/menus/new", menus.new, "menu new"),
    of_account("channels.edit", "/menus/<int:menu_id>", menus.menu, "menu"),
    of_account("channels.edit", "/menus/<int:menu_id>/end", menus.ended, "menu ended"),
    of_account("channels.edit", "/coupons", coupons.coupons, "coupons"),
    of_account("channels.edit", "/coupons/fetch", coupons.fetched, "coupons fetched"),
    of_account("channels.edit", "/coupons/new", coupon.new, "coupon new"),
    of_account("channels.edit", "/coupons/<int:coupon_id>", coupon.coupon, "coupon"),
    of_account("channels.edit", "/coupons/<int:coupon_id>/close", coupon.closed, "coupon closed"),
    of_account("channels.edit", "/coupons/wishes/<int:wish_id>/again", coupons.again, "coupon again"),
    of_account("channels.edit", "/coupons/wishes/<int:wish_id>/end", coupons.given_up, "coupon given up"),
    of_account("channels.edit", "/audiences", audiences.audiences, "audiences"),
    of_account("channels.edit", "/audiences/<int:audience_id>/sync", audiences.synced, "audience synced"),
    of_account("channels.edit", "/audiences/<int:audience_id>/end", audiences.ended, "audience ended"),
    of_account("channels.edit", "/statistics", insight.insight, "insight"),
    of_account("campaigns.see", "/broadcasts", wide.broadcasts, "broadcasts"),
    of_account("campaigns.edit", "/broadcasts/new", wide_compose.compose, "broadcast new"),
    of_account("campaigns.see", "/broadcasts/<int:broadcast_id>", wide.broadcast, "broadcast"),
    of_account("campaigns.edit", "/broadcasts/<int:broadcast_id>/edit", wide_compose.compose, "broadcast edit"),
    of_account("campaigns.launch", "/broadcasts/<int:broadcast_id>/launch", wide_launch.launching, "broadcast launch"),
    of_account("campaigns.launch", "/broadcasts/<int:broadcast_id>/stop", wide_acts.stopped, "broadcast stopped"),
    of_account("campaigns.launch", "/broadcasts/<int:broadcast_id>/resumption", wide_acts.resumed, "broadcast resumed"),
    of_account("campaigns.edit", "/broadcasts/<int:broadcast_id>/copy", wide_acts.copied, "broadcast copied"),
    of_account("campaigns.edit", "/broadcasts/<int:broadcast_id>/end", wide_acts.removed, "broadcast removed"),
)
