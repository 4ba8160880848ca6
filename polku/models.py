"""The index of tables: one import a room."""

from polku.act.campaigns.approval.models import Approval, ApprovalRule
from polku.act.campaigns.checklist.models import Tested
from polku.act.campaigns.early.models import EarlyAudience
from polku.act.campaigns.models import Campaign, CampaignPace, Frozen, Launch
from polku.act.campaigns.templates.models import MessageTemplate
from polku.act.campaigns.trials.models import Trial
from polku.act.greetings.models import Greeting, GreetingDraft, GreetingFormer
from polku.act.plan.calendar_models import Copy, Feed, HolidayCountry, Note, Post
from polku.act.plan.models import Planned, Series
from polku.act.rewards.benefits.models import Earned
from polku.act.rewards.codes.models import PartnerCode
from polku.act.rewards.draws.models import Draw, DrawEntry, DrawResult
from polku.act.rewards.errands.models import Errand
from polku.act.rewards.ledger.models import Act, Counter, Lot, Movement, Program, Terms
from polku.act.rewards.offers.models import Place
from polku.act.rewards.points.models import Earning
from polku.act.rewards.ranks.models import RankHeld
from polku.act.rewards.referrals.models import Referral, Referrer
from polku.act.rewards.reminders.models import Reminded
from polku.act.rewards.till.models import TillAct
from polku.act.webhooks.models import Delivery, Webhook
from polku.know.catalog.models import CatalogFile, CatalogProduct
from polku.know.events.imports.models import Amended, Import, ImportBatch, Imported
from polku.know.events.models import Cursor, Duplicate, Forgetting, KeepFor, LogBatch, Refusal, Seen, Wish
from polku.know.orders.models import Order
from polku.know.people.consent.models import Consent, ConsentAsked, ConsentPurpose, ConsentTopic, ConsentWording
from polku.know.people.models import Changed, Identity, Link, Merge, PeopleDay, Profile, Refused, Regrouped
from polku.know.people.own_pages.models import OwnSignIn
from polku.know.people.stores.models import StoreVisit
from polku.know.places.models import Store
from polku.know.segments.models import ListMember, Segment, SegmentSize, SegmentVersion
from polku.know.teams.access.models import (
    Guesses,
    Invitation,
    Letter,
    OpenIdName,
    OpenIdProvider,
    Recovery,
    RecoveryCode,
    SecondFactor,
    SignIn,
)
from polku.know.teams.models import ApiKey, Member, Source, Team, TrailEntry
from polku.learn.reports.models import FixedCost, ReportKept, ReportLetter, ReportRule, Subscription
from polku.learn.tallies.models import MinuteTally
from polku.say.arms.models import Arm, TeamHoldout
from polku.say.channels.email.models import Allowance, DkimKey, DomainPace, EmailServer, Suppressed, WarmUp
from polku.say.channels.line.audiences.models import LineAudience
from polku.say.channels.line.calls.models import LineCall
from polku.say.channels.line.coupons.models import LineCoupon, LineCouponLook, LineCouponWish
from polku.say.channels.line.inbox.models import (
    LineFollowerImport,
    LineHookHour,
    LineMedia,
    LineRelay,
    LineReplyToken,
    LineUnsent,
)
from polku.say.channels.line.insight.models import LineStatistic
from polku.say.channels.line.linking.models import LineLinkAsked, LineLogin, LineLoginBegun
from polku.say.channels.line.menus.models import LineMenu, LineMenuLink, LineMenuVersion
from polku.say.channels.line.models import LineAccount, LineFriend
from polku.say.channels.line.money.models import LinePrices, LineUsage
from polku.say.channels.line.setup.models import LineLook, LineTick
from polku.say.channels.line.sources.models import LineArrival, LineSource
from polku.say.channels.line.units.models import LineUnit, LineUnitMonth
from polku.say.channels.line.wide.models import LineWide
from polku.say.channels.paper.models import PaperCopy
from polku.say.channels.prices.models import MessagePrice
from polku.say.content.models import LinkTagPolicy, Picture, Sketch
from polku.say.limits.models import Cap, NeverTo, QuietHours, Sunset
from polku.say.limits.way.models import GivesWay
from polku.say.outbox.followed.models import FollowedMessage, FollowedOutcome
from polku.say.outbox.models import Message, Wording
from polku.say.outbox.packed.models import MessageBlock, MessageCounted, MessageOutcome, MessageRecipients
from polku.say.outbox.rest.models import ChannelRest
from polku.say.outbox.speed.models import CausePace
from polku.say.outbox.testers.models import Tester
from polku.say.tracking.mailbox.models import ReportMailbox
from polku.say.tracking.models import Reaction

__all__ = [
    "Act",
    "Allowance",
    "Amended",
    "ApiKey",
    "Approval",
    "ApprovalRule",
    "Arm",
    "Campaign",
    "CampaignPace",
    "Cap",
    "CatalogFile",
    "CatalogProduct",
    "CausePace",
    "Changed",
    "ChannelRest",
    "Consent",
    "ConsentAsked",
    "ConsentPurpose",
    "ConsentTopic",
    "ConsentWording",
    "Copy",
    "Counter",
    "Cursor",
    "Delivery",
    "DkimKey",
    "DomainPace",
    "Draw",
    "DrawEntry",
    "DrawResult",
    "Duplicate",
    "EarlyAudience",
    "Earned",
    "Earning",
    "EmailServer",
    "Errand",
    "Feed",
    "FixedCost",
    "FollowedMessage",
    "FollowedOutcome",
    "Forgetting",
    "Frozen",
    "GivesWay",
    "Greeting",
    "GreetingDraft",
    "GreetingFormer",
    "Guesses",
    "HolidayCountry",
    "Identity",
    "Import",
    "ImportBatch",
    "Imported",
    "Invitation",
    "KeepFor",
    "Launch",
    "Letter",
    "LineAccount",
    "LineArrival",
    "LineAudience",
    "LineCall",
    "LineCoupon",
    "LineCouponLook",
    "LineCouponWish",
    "LineFollowerImport",
    "LineFriend",
    "LineHookHour",
    "LineLinkAsked",
    "LineLogin",
    "LineLoginBegun",
    "LineLook",
    "LineMedia",
    "LineMenu",
    "LineMenuLink",
    "LineMenuVersion",
    "LinePrices",
    "LineRelay",
    "LineReplyToken",
    "LineSource",
    "LineStatistic",
    "LineTick",
    "LineUnit",
    "LineUnitMonth",
    "LineUnsent",
    "LineUsage",
    "LineWide",
    "Link",
    "LinkTagPolicy",
    "ListMember",
    "LogBatch",
    "Lot",
    "Member",
    "Merge",
    "Message",
    "MessageBlock",
    "MessageCounted",
    "MessageOutcome",
    "MessagePrice",
    "MessageRecipients",
    "MessageTemplate",
    "MinuteTally",
    "Movement",
    "NeverTo",
    "Note",
    "OpenIdName",
    "OpenIdProvider",
    "Order",
    "OwnSignIn",
    "PaperCopy",
    "PartnerCode",
    "PeopleDay",
    "Picture",
    "Place",
    "Planned",
    "Post",
    "Profile",
    "Program",
    "QuietHours",
    "RankHeld",
    "Reaction",
    "Recovery",
    "RecoveryCode",
    "Referral",
    "Referrer",
    "Refusal",
    "Refused",
    "Regrouped",
    "Reminded",
    "ReportKept",
    "ReportLetter",
    "ReportMailbox",
    "ReportRule",
    "SecondFactor",
    "Seen",
    "Segment",
    "SegmentSize",
    "SegmentVersion",
    "Series",
    "SignIn",
    "Sketch",
    "Source",
    "Store",
    "StoreVisit",
    "Subscription",
    "Sunset",
    "Suppressed",
    "Team",
    "TeamHoldout",
    "Terms",
    "Tested",
    "Tester",
    "TillAct",
    "TrailEntry",
    "Trial",
    "WarmUp",
    "Webhook",
    "Wish",
    "Wording",
]
