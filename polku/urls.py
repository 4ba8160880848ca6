"""Every page, and who may enter."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, path

from polku.doors.api.routes import URLS as API
from polku.doors.public import (
    confirm,
    forget_me,
    friend,
    line_connected,
    line_join,
    line_link,
    line_login,
    media,
    my_data,
    preferences,
    sign_up,
    unsubscribe,
)
from polku.doors.web import (
    account,
    account_email,
    account_factor,
    account_password,
    account_sign_ins,
    api_keys,
    campaigns,
    choices,
    compose,
    consent_settings,
    consents,
    email_settings,
    erasure,
    events,
    home,
    imports,
    imports_columns,
    imports_upload,
    invitation,
    invitations,
    launch,
    member_factor,
    members,
    merged,
    openid,
    paper,
    people,
    person,
    recovery,
    refused,
    retention,
    roles,
    search,
    second_step,
    second_step_rule,
    shortcuts,
    sign_in,
    sign_in_settings,
    team,
    testers,
    trail,
    webhook,
    webhooks,
    write_keys,
)
from polku.doors.web.entrance import ANYONE, MEMBER, opened
from polku.doors.web.line import access as line_access
from polku.doors.web.line import account as line_account
from polku.doors.web.line import acts as line_acts
from polku.doors.web.line import audiences as line_audiences
from polku.doors.web.line import coupon as line_coupon
from polku.doors.web.line import coupons as line_coupons
from polku.doors.web.line import greeting as line_greeting
from polku.doors.web.line import greeting_ended as line_greeting_ended
from polku.doors.web.line import incoming as line_incoming
from polku.doors.web.line import insight as line_insight
from polku.doors.web.line import listed as line_listed
from polku.doors.web.line import login as line_login_settings
from polku.doors.web.line import menus as line_menus
from polku.doors.web.line import money as line_money
from polku.doors.web.line import parted as line_parted
from polku.doors.web.line import printed as line_printed
from polku.doors.web.line import sent as line_sent
from polku.doors.web.line import sources as line_sources
from polku.doors.web.line.wide import acts as line_wide_acts
from polku.doors.web.line.wide import compose as line_wide_compose
from polku.doors.web.line.wide import launch as line_wide_launch
from polku.doors.web.line.wide import shown as line_wide
from polku.doors.web.mail import frame
from polku.doors.web.segments import acts as segment_acts
from polku.doors.web.segments import edit as segment_edit
from polku.doors.web.segments import exported as segment_exported
from polku.doors.web.segments import from_list as segment_from_list
from polku.doors.web.segments import listed as segments_listed
from polku.doors.web.segments import overlaps as segments_overlaps
from polku.doors.web.segments import page as segment_page
from polku.know.teams.rights import Right


@dataclass(frozen=True)
class Page:
    permission: Right | Literal["anyone", "member"]
    address: str
    view: Callable[..., HttpResponseBase]
    name: str

    def pattern(self) -> URLPattern:
        pattern: Any = path(self.address, opened(self.view, to=self.permission), name=self.name)
        return pattern  # type: ignore[no-any-return]


PAGES = (
    Page(ANYONE, "sign-in", sign_in.sign_in, "sign-in"),
    Page(ANYONE, "sign-in/second", second_step.second_step, "sign-in second"),
    Page(ANYONE, "sign-in/company", openid.there, "sign-in company"),
    Page(ANYONE, "sign-in/company/back", openid.back, "sign-in company back"),
    Page(ANYONE, "invitations/<str:token>", invitation.invitation, "invitation"),
    Page(ANYONE, "recovery", recovery.ask, "recovery"),
    Page(ANYONE, "recovery/<str:token>", recovery.choose, "recovery choice"),
    Page(ANYONE, "language", choices.language, "language"),
    Page(MEMBER, "sign-out", sign_in.sign_out, "sign-out"),
    Page(MEMBER, "theme", choices.theme, "theme"),
    #
    Page(MEMBER, "account", account.account, "account"),
    Page(MEMBER, "account/profile", account.profile, "account profile"),
    Page(MEMBER, "account/email", account_email.email, "account email"),
    Page(MEMBER, "account/email/<str:token>", account_email.confirm, "account email new"),
    Page(MEMBER, "account/password", account_password.password, "account password"),
    Page(MEMBER, "account/second-factor", account_factor.factor, "account second factor"),
    Page(MEMBER, "account/second-factor/end", account_factor.end, "account second factor end"),
    Page(MEMBER, "account/recovery-codes", account_factor.new_codes, "account recovery codes"),
    Page(MEMBER, "account/sign-ins/end", account_sign_ins.end_sign_ins, "account sign-ins end"),
    Page(MEMBER, "account/sign-ins/<int:number>/end", account_sign_ins.end_sign_in, "account sign-in end"),
    Page(MEMBER, "search", search.search, "search"),
    Page(MEMBER, "keys", shortcuts.shortcuts, "shortcuts"),
    #
    Page("home.see", "", home.home, "home"),
    Page("home.see", "minutes", home.minutes, "home minutes"),
    Page("home.see", "orders", home.orders, "home orders"),
    #
    Page("people.see", "people", people.people, "people"),
    Page("people.see", "people/<str:public_id>", person.person, "person"),
    Page("people.see", "people/<str:public_id>/story", person.story, "person story"),
    Page("people.see", "people/<str:public_id>/orders/<str:number>", person.order, "person order"),
    Page("people.see", "people/<str:public_id>/line/<int:number>", line_sent.sent, "person line"),
    Page(
        "people.edit",
        "people/<str:public_id>/identities/<str:identity>/parting",
        line_parted.parting,
        "person line parting",
    ),
    Page("consent.see", "people/<str:public_id>/consents", consents.consents, "person consents"),
    Page("consent.edit", "people/<str:public_id>/consents/new", consents.note, "person consent new"),
    Page("people.export", "people/<str:public_id>/export", erasure.exported, "person export"),
    Page("people.erase", "people/<str:public_id>/erasure", erasure.erasure, "person erasure"),
    Page("people.erase", "erasures/<int:erasure_id>", erasure.progress, "erasure"),
    Page("campaigns.launch", "people/<str:public_id>/tester", testers.tester, "person tester"),
    Page("people.edit", "people/<str:public_id>/merges/<int:merge_id>", merged.verdict, "person merge"),
    #
    Page("segments.see", "segments", segments_listed.segments, "segments"),
    Page("segments.edit", "segments/new", segment_edit.edit, "segment new"),
    Page("segments.edit", "segments/lists/new", segment_from_list.new, "segment list new"),
    Page("segments.see", "segments/overlaps", segments_overlaps.overlaps, "segment overlaps"),
    Page("segments.see", "segments/<int:segment_id>", segment_page.segment, "segment"),
    Page("segments.see", "segments/<int:segment_id>/people", segment_page.people, "segment people"),
    Page("segments.export", "segments/<int:segment_id>/people.csv", segment_exported.as_csv, "segment csv"),
    Page("segments.export", "segments/<int:segment_id>/people.jsonl", segment_exported.as_lines, "segment jsonl"),
    Page("segments.edit", "segments/<int:segment_id>/edit", segment_edit.edit, "segment edit"),
    Page("segments.edit", "segments/<int:segment_id>/name", segment_acts.name, "segment name"),
    Page("segments.edit", "segments/<int:segment_id>/copy", segment_acts.copy, "segment copy"),
    Page("segments.edit", "segments/<int:segment_id>/snapshot", segment_acts.snapshot, "segment snapshot"),
    Page("segments.edit", "segments/<int:segment_id>/following", segment_acts.follow, "segment following"),
    Page("segments.edit", "segments/<int:segment_id>/archive", segment_acts.archive, "segment archive"),
    Page("segments.edit", "segments/<int:segment_id>/list", segment_from_list.grown, "segment list"),
    Page("segments.edit", "segments/<int:segment_id>/versions/<int:number>", segment_acts.restore, "segment version"),
    Page("segments.edit", "segments/<int:segment_id>/removal", segment_acts.remove, "segment removal"),
    #
    Page("campaigns.see", "campaigns", campaigns.campaigns, "campaigns"),
    Page("campaigns.edit", "campaigns/new", compose.compose, "campaign new"),
    Page("campaigns.see", "campaigns/<int:campaign_id>", campaigns.campaign, "campaign"),
    Page("campaigns.edit", "campaigns/<int:campaign_id>/edit", compose.compose, "campaign edit"),
    Page("campaigns.launch", "campaigns/<int:campaign_id>/launch", launch.launch, "campaign launch"),
    Page("campaigns.see", "campaigns/<int:campaign_id>/mail", frame.campaign_mail, "campaign mail"),
    Page("campaigns.edit", "campaigns/sketches/<str:key>", frame.sketch, "sketch"),
    Page("campaigns.see", "paper", paper.paper, "paper"),
    #
    Page("imports.run", "imports", imports.imports, "imports"),
    Page("imports.run", "imports/new", imports_upload.upload, "import new"),
    Page("imports.run", "imports/<int:import_id>", imports.import_, "import"),
    Page("imports.run", "imports/<int:import_id>/columns", imports_columns.columns, "import columns"),
    Page("imports.run", "imports/<int:import_id>/run", imports.run, "import run"),
    Page("imports.run", "imports/<int:import_id>/stop", imports.stop, "import stop"),
    Page("imports.run", "imports/<int:import_id>/refused", imports.refused, "import refused"),
    Page("imports.run", "imports/<int:import_id>/undo", imports.undo, "import undo"),
    Page("imports.run", "imports/<int:import_id>/removal", imports.removal, "import removal"),
    #
    Page("events.see", "events", events.events, "events"),
    Page("events.see", "events/<int:seq>/<int:index>", events.event, "event"),
    Page("events.see", "events/refused", refused.refused, "refused"),
    Page("events.see", "events/sources", events.sources, "events sources"),
    #
    Page(MEMBER, "settings", team.settings, "settings"),
    Page("settings.edit", "settings/team", team.team, "settings team"),
    Page("settings.edit", "settings/sign-in", sign_in_settings.sign_in_settings, "settings sign-in"),
    Page("settings.edit", "settings/sign-in/second-factor", second_step_rule.everybody, "settings second factor"),
    Page("settings.edit", "settings/sign-in/company", sign_in_settings.company, "settings company"),
    Page("settings.edit", "settings/sign-in/company/end", sign_in_settings.without_company, "settings company end"),
    Page("team.edit", "settings/invitations", invitations.invite, "settings invitations"),
    Page("team.edit", "settings/invitations/<int:number>/letter", invitations.letter, "settings invitation letter"),
    Page("team.edit", "settings/invitations/<int:number>/link", invitations.link, "settings invitation link"),
    Page(
        "team.edit",
        "settings/invitations/<int:number>/withdrawal",
        invitations.withdrawal,
        "settings invitation withdrawal",
    ),
    Page(
        "team.edit",
        "settings/members/<int:number>/second-factor/end",
        member_factor.without_factor,
        "settings member second factor end",
    ),
    Page("team.edit", "settings/members", members.members, "settings members"),
    Page("team.edit", "settings/members/<int:member_id>", members.member, "settings member"),
    Page("team.edit", "settings/members/<int:member_id>/door", members.shut_out, "settings member door"),
    Page(MEMBER, "settings/roles", roles.roles, "settings roles"),
    Page("channels.edit", "settings/channels/email", email_settings.email_settings, "settings email"),
    Page("channels.edit", "settings/channels/email/test", email_settings.test_letter, "settings email test"),
    Page("channels.edit", "settings/channels/email/released", email_settings.released, "settings email released"),
    Page("channels.edit", "settings/channels/connect/line", line_access.connect, "settings line new"),
    Page("channels.edit", "settings/channels/line", line_listed.accounts, "settings line"),
    Page("channels.edit", "settings/channels/line/<str:account>", line_account.account, "settings line account"),
    Page(
        "channels.edit", "settings/channels/line/<str:account>/access", line_access.settings, "settings line settings"
    ),
    Page("channels.edit", "settings/channels/line/<str:account>/look", line_acts.looked, "settings line looked"),
    Page("channels.edit", "settings/channels/line/<str:account>/webhook", line_acts.webhook, "settings line webhook"),
    Page(
        "channels.edit", "settings/channels/line/<str:account>/webhook/test", line_acts.tested, "settings line tested"
    ),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/followers",
        line_incoming.followers,
        "settings line followers",
    ),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/followers/wish",
        line_incoming.followers_asked,
        "settings line followers asked",
    ),
    Page("channels.edit", "settings/channels/line/<str:account>/ticks", line_acts.ticked, "settings line ticked"),
    Page("channels.edit", "settings/channels/line/<str:account>/stop", line_acts.stopped, "settings line stopped"),
    Page(
        "channels.edit", "settings/channels/line/<str:account>/resumption", line_acts.resumed, "settings line resumed"
    ),
    Page("channels.edit", "settings/channels/line/<str:account>/end", line_acts.ended, "settings line ended"),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/login",
        line_login_settings.login,
        "settings line login",
    ),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/login/end",
        line_login_settings.ended,
        "settings line login ended",
    ),
    Page("channels.edit", "settings/channels/line/<str:account>/money", line_money.money, "settings line money"),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/greeting",
        line_greeting.greeting,
        "settings line greeting",
    ),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/greeting/end",
        line_greeting_ended.ended,
        "settings line greeting end",
    ),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/greeting/draft/end",
        line_greeting_ended.dropped,
        "settings line greeting draft end",
    ),
    Page(
        "channels.edit", "settings/channels/line/<str:account>/sources", line_sources.sources, "settings line sources"
    ),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/sources/<int:source_id>",
        line_sources.source,
        "settings line source",
    ),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/sources/<int:source_id>/greeting",
        line_greeting.greeting,
        "settings line source greeting",
    ),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/sources/<int:source_id>/greeting/end",
        line_greeting_ended.ended,
        "settings line source greeting end",
    ),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/sources/<int:source_id>/greeting/draft/end",
        line_greeting_ended.dropped,
        "settings line source greeting draft end",
    ),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/sources/<int:source_id>/end",
        line_sources.ended,
        "settings line source ended",
    ),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/sources/<int:source_id>/code.<str:kind>",
        line_printed.code,
        "settings line code",
    ),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/sources/<int:source_id>/poster-<str:size>.pdf",
        line_printed.printed,
        "settings line poster",
    ),
    Page("channels.edit", "settings/channels/line/<str:account>/menus", line_menus.menus, "settings line menus"),
    Page("channels.edit", "settings/channels/line/<str:account>/menus/new", line_menus.new, "settings line menu new"),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/menus/<int:menu_id>",
        line_menus.menu,
        "settings line menu",
    ),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/menus/<int:menu_id>/end",
        line_menus.ended,
        "settings line menu ended",
    ),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/coupons",
        line_coupons.coupons,
        "settings line coupons",
    ),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/coupons/fetch",
        line_coupons.fetched,
        "settings line coupons fetched",
    ),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/coupons/new",
        line_coupon.new,
        "settings line coupon new",
    ),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/coupons/<int:coupon_id>",
        line_coupon.coupon,
        "settings line coupon",
    ),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/coupons/<int:coupon_id>/close",
        line_coupon.closed,
        "settings line coupon closed",
    ),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/coupons/wishes/<int:wish_id>/again",
        line_coupons.again,
        "settings line coupon again",
    ),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/coupons/wishes/<int:wish_id>/end",
        line_coupons.given_up,
        "settings line coupon given up",
    ),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/audiences",
        line_audiences.audiences,
        "settings line audiences",
    ),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/audiences/<int:audience_id>/sync",
        line_audiences.synced,
        "settings line audience synced",
    ),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/audiences/<int:audience_id>/end",
        line_audiences.ended,
        "settings line audience ended",
    ),
    Page(
        "channels.edit",
        "settings/channels/line/<str:account>/statistics",
        line_insight.insight,
        "settings line insight",
    ),
    Page(
        "campaigns.see",
        "settings/channels/line/<str:account>/broadcasts",
        line_wide.broadcasts,
        "settings line broadcasts",
    ),
    Page(
        "campaigns.edit",
        "settings/channels/line/<str:account>/broadcasts/new",
        line_wide_compose.compose,
        "settings line broadcast new",
    ),
    Page(
        "campaigns.see",
        "settings/channels/line/<str:account>/broadcasts/<int:broadcast_id>",
        line_wide.broadcast,
        "settings line broadcast",
    ),
    Page(
        "campaigns.edit",
        "settings/channels/line/<str:account>/broadcasts/<int:broadcast_id>/edit",
        line_wide_compose.compose,
        "settings line broadcast edit",
    ),
    Page(
        "campaigns.launch",
        "settings/channels/line/<str:account>/broadcasts/<int:broadcast_id>/launch",
        line_wide_launch.launching,
        "settings line broadcast launch",
    ),
    Page(
        "campaigns.launch",
        "settings/channels/line/<str:account>/broadcasts/<int:broadcast_id>/stop",
        line_wide_acts.stopped,
        "settings line broadcast stopped",
    ),
    Page(
        "campaigns.launch",
        "settings/channels/line/<str:account>/broadcasts/<int:broadcast_id>/resumption",
        line_wide_acts.resumed,
        "settings line broadcast resumed",
    ),
    Page(
        "campaigns.edit",
        "settings/channels/line/<str:account>/broadcasts/<int:broadcast_id>/copy",
        line_wide_acts.copied,
        "settings line broadcast copied",
    ),
    Page(
        "campaigns.edit",
        "settings/channels/line/<str:account>/broadcasts/<int:broadcast_id>/end",
        line_wide_acts.removed,
        "settings line broadcast removed",
    ),
    Page("sources.edit", "settings/sources", write_keys.sources, "settings sources"),
    Page("sources.edit", "settings/sources/<int:source_id>/end", write_keys.ended_source, "settings source end"),
    Page("keys.edit", "settings/keys", api_keys.keys, "settings keys"),
    Page("keys.edit", "settings/keys/<int:key_id>/end", api_keys.ended_key, "settings key end"),
    Page("settings.edit", "settings/consent", consent_settings.consent, "settings consent"),
    Page("settings.edit", "settings/consent/purposes", consent_settings.purpose, "settings purposes"),
    Page("settings.edit", "settings/consent/purposes/<str:key>", consent_settings.purpose, "settings purpose"),
    Page(
        "settings.edit",
        "settings/consent/purposes/<str:key>/end",
        consent_settings.ended_purpose,
        "settings purpose end",
    ),
    Page("settings.edit", "settings/consent/topics", consent_settings.topic, "settings topics"),
    Page("settings.edit", "settings/consent/topics/<str:key>/end", consent_settings.ended_topic, "settings topic end"),
    Page("settings.edit", "settings/consent/wordings", consent_settings.wording, "settings wordings"),
    Page("webhooks.edit", "settings/webhooks", webhooks.webhooks, "settings webhooks"),
    Page("webhooks.edit", "settings/webhooks/<int:webhook_id>", webhook.webhook, "settings webhook"),
    Page("webhooks.edit", "settings/webhooks/<int:webhook_id>/pause", webhook.paused, "settings webhook paused"),
    Page("webhooks.edit", "settings/webhooks/<int:webhook_id>/resumption", webhook.resumed, "settings webhook resumed"),
    Page("webhooks.edit", "settings/webhooks/<int:webhook_id>/test", webhook.tested, "settings webhook tested"),
    Page("webhooks.edit", "settings/webhooks/<int:webhook_id>/secret", webhook.new_secret, "settings webhook secret"),
    Page("webhooks.edit", "settings/webhooks/<int:webhook_id>/replay", webhook.replayed, "settings webhook replayed"),
    Page("webhooks.edit", "settings/webhooks/<int:webhook_id>/end", webhook.ended, "settings webhook ended"),
    Page("retention.edit", "settings/retention", retention.kept, "settings retention"),
    Page("retention.edit", "settings/retention/preview", retention.preview, "settings retention preview"),
    Page("trail.see", "settings/trail", trail.trail, "settings trail"),
    Page("trail.see", "settings/trail.csv", trail.as_csv, "settings trail csv"),
    # Customers' own pages: a signed link is the key.
    Page(ANYONE, "p/preferences/<str:token>", preferences.preferences, "public preferences"),
    Page(ANYONE, "p/preferences/<str:token>/data", my_data.my_data, "public data"),
    Page(ANYONE, "p/preferences/<str:token>/forget-me", forget_me.forget_me, "public forget me"),
    Page(ANYONE, "p/unsubscribe/<str:token>", unsubscribe.unsubscribe, "public unsubscribe"),
    Page(ANYONE, "p/confirm/<str:token>", confirm.confirm, "public confirm"),
    Page(ANYONE, "p/media/<str:name>", media.media, "public media"),
    Page(ANYONE, "p/media/<str:stem>/<str:size>", media.in_size, "public media size"),
    Page(ANYONE, "p/sign-up/<str:source>", sign_up.sign_up, "public sign-up"),
    Page(ANYONE, "f/<str:key>", friend.friend, "public friend"),
    Page(ANYONE, "p/preferences/<str:token>/line", line_connected.connected, "public line connected"),
    Page(ANYONE, "p/line/<str:account>/login/<str:token>", line_login.login, "public line login"),
    Page(ANYONE, "p/line/<str:account>/login/<str:token>/there", line_login.there, "public line there"),
    Page(ANYONE, "p/line/<str:account>/back", line_login.back, "public line back"),
    Page(ANYONE, "p/line/<str:account>/join/<str:token>", line_join.joining, "public line join"),
    Page(ANYONE, "p/line/<str:account>/chat/<str:token>", line_link.chat, "public line chat"),
    Page(ANYONE, "p/line/<str:account>/link", line_link.link, "public line link"),
    Page(ANYONE, "p/line/<str:account>/link/<str:token>", line_link.code, "public line code"),
    Page(ANYONE, "p/line/<str:account>/link/<str:token>/there", line_link.dialog, "public line dialog"),
)

urlpatterns: list[URLPattern | URLResolver] = [*(page.pattern() for page in PAGES), *API]
