"""The river: who reads the log, and after whom. Everything that happens because of an event begins on this page.

And who keeps something of people: whoever is erased has to be forgotten by each of these. And who adds to the language
of rules: it is whole once this page has been read.
"""

from polku.act.campaigns import leaves as campaigns_leaves
from polku.act.campaigns import uses as campaigns_uses
from polku.act.greetings import fold as greetings
from polku.act.linking import fold as linking
from polku.act.rewards import follow as rewards_follow
from polku.act.rewards import forget as rewards
from polku.act.rewards import leaves as rewards_leaves
from polku.act.rewards.benefits import follow as benefits_follow
from polku.act.rewards.coupons import facts as coupons_facts
from polku.act.rewards.coupons import welcome as coupons_welcome
from polku.act.rewards.draws import forget as draws
from polku.act.rewards.points import hear as points_hear
from polku.act.rewards.ranks import hear as ranks_hear
from polku.act.rewards.referrals import follow as referrals_follow
from polku.act.rewards.stamps import orders as stamps_orders
from polku.act.webhooks import fold as webhooks
from polku.act.webhooks import forget as webhooks_forget
from polku.know.events import columns, once, retention
from polku.know.events.forgetting import refused
from polku.know.events.forgetting.keeper import Keeper
from polku.know.events.imports import forget as imports
from polku.know.events.read import Reader
from polku.know.orders import export as orders_export
from polku.know.orders import fold as orders
from polku.know.orders import forget as orders_forget
from polku.know.people import erase, trail
from polku.know.people import export as people_export
from polku.know.people import fold as people
from polku.know.people import forget as people_forget
from polku.know.people import retention as people_retention
from polku.know.people.consent import fold as consent
from polku.know.people.consent import forget as consents
from polku.know.people.own_pages import forget as own_pages
from polku.know.people.stores import fold as stores
from polku.know.people.stores import forget as stores_forget
from polku.know.segments import export as segments_export
from polku.know.segments import forget as segments_forget
from polku.know.segments import leaf as segments_leaf
from polku.know.segments import uses as segments_uses
from polku.know.segments.live import fold as segments_fold
from polku.know.segments.live import followed as segments_followed
from polku.know.segments.live import memory as segments
from polku.know.segments.rfm import leaf as rfm_leaf
from polku.learn.tallies import fold as tallies
from polku.say.arms import forget as arms
from polku.say.channels import reachable
from polku.say.channels.line.audiences import uses as line_audiences_uses
from polku.say.channels.line.calls import forget as line_calls
from polku.say.channels.line.inbox import export as line_export
from polku.say.channels.line.inbox import follow_up as line_follow_up
from polku.say.channels.line.inbox import forget as line_forget
from polku.say.channels.line.inbox import friends as line_friends
from polku.say.channels.line.linking import forget as line_linking
from polku.say.channels.line.menus import forget as line_menus
from polku.say.channels.line.menus import uses as line_menus_uses
from polku.say.channels.paper import forget as paper
from polku.say.channels.paper import retention as paper_retention
from polku.say.content import elsewhere
from polku.say.limits import forget as never
from polku.say.outbox import export as outbox_export
from polku.say.outbox import forget as outbox
from polku.say.outbox.testers import forget as testers
from polku.say.tracking import fold as tracking
from polku.say.tracking import forget as reactions

READERS: tuple[Reader, ...] = (
    Reader("once", once.fold),
    Reader("people", people.fold, after=("once",)),
    Reader("consent", consent.fold, after=("once",)),
    Reader("stores", stores.fold, after=("once",)),
    Reader("orders", orders.fold, after=("people",)),
    Reader("columns", columns.fold, after=("once",), is_outside=True),
    Reader("tallies", tallies.fold, after=("once",)),
    Reader("tracking", tracking.fold, after=("once",)),
    Reader("line friends", line_friends.fold, after=("once",)),
    Reader("line", line_follow_up.fold, after=("people", "line friends"), is_acting=True),
    Reader("greetings", greetings.fold, after=("people", "line friends"), is_acting=True),
    Reader("line links", linking.fold, after=("people", "line friends"), is_acting=True),
    Reader(
        segments.READER,
        segments_fold.fold,
        after=segments.AFTER,
        is_acting=True,
        is_outside=True,
        is_ready=segments.is_ready,
        heeds=segments_followed.is_any,
    ),
    Reader(
        "rewards",
        rewards_follow.fold,
        after=("people", "orders", "stores", "line friends"),
        is_acting=True,
        heeds=rewards_follow.is_any,
    ),
    Reader("webhooks", webhooks.fold, after=("once", "people"), is_acting=True),
)

# Who knows facts that messages can show, beside the person's own.
elsewhere.SOURCES[:] = [coupons_facts.SOURCE]

# Rooms of rewards that wait for events, in the order in which they act.
rewards_follow.FOLLOWERS[:] = [
    coupons_welcome.FOLLOWER,
    stamps_orders.FOLLOWER,
    points_hear.FOLLOWER,
    ranks_hear.FOLLOWER,
    referrals_follow.FOLLOWER,
    benefits_follow.FOLLOWER,
]

# In the order in which they are asked: totals of people are made of their orders, and are right when people are.
KEEPERS: tuple[Keeper, ...] = (
    Keeper("orders", without=orders_forget.without, tell=orders_export.tell),
    Keeper(
        "identities",
        who=erase.who,
        still=erase.still,
        without=people_forget.without,
        columns=erase.COLUMNS,
        tell=people_export.tell,
    ),
    Keeper("marks", forget=erase.forget),
    Keeper("consents", without=consents.without, forget=consents.forget, tell=consents.tell),
    Keeper("own pages", forget=own_pages.forget),
    Keeper("stores", forget=stores_forget.forget),
    Keeper("reactions", forget=reactions.forget),
    Keeper("messages", call_off=outbox.call_off, forget=outbox.forget, tell=outbox_export.tell),
    Keeper("arms", forget=arms.forget, tell=arms.tell),
    Keeper("never written to", forget=never.forget, tell=never.tell),
    Keeper("rewards", forget=rewards.forget, tell=rewards.tell),
    Keeper("draws", forget=draws.forget, tell=draws.tell),
    Keeper("testers", forget=testers.forget, tell=testers.tell),
    Keeper("LINE calls", forget=line_calls.forget),
    Keeper("webhook deliveries", without=webhooks_forget.without),
    Keeper("lists", forget=segments_forget.forget, columns=segments_forget.COLUMNS, tell=segments_export.tell),
    Keeper("paper copies", forget=paper.forget),
    Keeper("line menus", forget=line_menus.forget),
    Keeper("line links", forget=line_linking.forget),
    Keeper(
        "line friends and files",
        call_off=line_forget.call_off,
        without=line_forget.without,
        forget=line_forget.forget,
        tell=line_export.tell,
    ),
    Keeper("files", call_off=imports.call_off, without=imports.without, forget=imports.forget),
    Keeper("refused events", forget=refused.forget),
    Keeper("trail", forget=trail.forget),
)

# What may be kept for a time only, in the order in which the settings show it.
KEPT: tuple[retention.Kept, ...] = (
    retention.of_events(),
    people_retention.of_anonymous(),
    people_retention.of_people(),
    paper_retention.of_texts(),
    retention.of_refusals(),
    retention.of_trail(),
)

# What a segment is used by: while it is, it cannot be removed.
USES: tuple[segments_uses.Users, ...] = (
    segments_uses.of_segments,
    campaigns_uses.of_campaigns,
    line_menus_uses.of_menus,
    line_audiences_uses.of_audiences,
)

# Modules that bring conditions of their own, by being read here; the room of rules knows none of them.
LANGUAGE = (segments_leaf, rfm_leaf, reachable, campaigns_leaves, rewards_leaves)
