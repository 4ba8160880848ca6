"""The index of tables: one import a room."""

from polku.act.campaigns.models import Campaign, Launch
from polku.act.webhooks.models import Delivery, Webhook
from polku.know.events.imports.models import Amended, Import, ImportBatch, Imported
from polku.know.events.models import Cursor, Duplicate, Forgetting, KeepFor, LogBatch, Refusal, Seen, Wish
from polku.know.orders.models import Order
from polku.know.people.consent.models import Consent, ConsentAsked, ConsentPurpose, ConsentTopic, ConsentWording
from polku.know.people.models import Changed, Identity, Link, Merge, PeopleDay, Profile, Refused, Regrouped
from polku.know.people.stores.models import StoreVisit
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
from polku.learn.tallies.models import MinuteTally
from polku.say.channels.email.models import EmailServer, Suppressed
from polku.say.channels.paper.models import PaperCopy
from polku.say.content.models import Picture, Sketch
from polku.say.outbox.models import Message, Wording
from polku.say.tracking.models import Reaction

__all__ = [
    "Amended",
    "ApiKey",
    "Campaign",
    "Changed",
    "Consent",
    "ConsentAsked",
    "ConsentPurpose",
    "ConsentTopic",
    "ConsentWording",
    "Cursor",
    "Delivery",
    "Duplicate",
    "EmailServer",
    "Forgetting",
    "Guesses",
    "Identity",
    "Import",
    "ImportBatch",
    "Imported",
    "Invitation",
    "KeepFor",
    "Launch",
    "Letter",
    "Link",
    "ListMember",
    "LogBatch",
    "Member",
    "Merge",
    "Message",
    "MinuteTally",
    "OpenIdName",
    "OpenIdProvider",
    "Order",
    "PaperCopy",
    "PeopleDay",
    "Picture",
    "Profile",
    "Reaction",
    "Recovery",
    "RecoveryCode",
    "Refusal",
    "Refused",
    "Regrouped",
    "SecondFactor",
    "Seen",
    "Segment",
    "SegmentSize",
    "SegmentVersion",
    "SignIn",
    "Sketch",
    "Source",
    "StoreVisit",
    "Suppressed",
    "Team",
    "TrailEntry",
    "Webhook",
    "Wish",
    "Wording",
]
