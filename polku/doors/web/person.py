"""One person: who they are, what they bought, what we told them, and their story."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from polku.act.campaigns.models import Campaign
from polku.act.campaigns.natives import why
from polku.doors.web import causes, consent_card, merged, moments, person_rewards, shown
from polku.doors.web.asked import Asked
from polku.doors.web.channel_names import title_of
from polku.doors.web.line.source_traits import titled
from polku.doors.web.segments import belonging
from polku.kit import ids
from polku.know.orders import find as orders
from polku.know.orders.models import Order
from polku.know.people import find
from polku.know.people.models import Identity, Profile
from polku.know.teams.rights import may
from polku.say.channels.paper.models import PaperCopy
from polku.say.outbox import find as messages_of
from polku.say.outbox.packed.find import Found
from polku.say.outbox.testers.testers import is_tester

ORDERS, ORDERS_AT_MOST = 8, 500
MESSAGES = 20
IDENTITIES = 500
CURRENT = ("email", "phone", "name", "first_name", "last_name", "firstName", "lastName")  # shown first


@dataclass(frozen=True)
class Told:
    """A message they got or were meant to get."""

    message: Found
    campaign: str
    copy_id: int | None
    why: str = ""  # by this channel


def person(request: Asked, public_id: str) -> HttpResponse:
    profile = wanted(public_id)
    if ids.public(profile.id) != public_id:
        return redirect("person", ids.public(profile.id))
    identities = find.identities_of(profile.id)
    numbers = numbers_of(profile)
    given = {
        "person": shown.person(profile, leading=identities[0].value if identities else ""),
        "profile": profile,
        "traits": titled(traits_of(profile)),
        "identities": identities,
        "orders": orders.of_person(profile.id, limit=ORDERS_AT_MOST if "orders" in request.GET else ORDERS),
        "totals": orders.totals(profile.id),
        "has_more_orders": profile.orders > ORDERS and "orders" not in request.GET,
        "told": told(numbers),
        "merges": merged.merges(profile.id),
        "refused": merged.refused(profile.id),
        "segments": belonging.segments_of(profile.id) if may(request.user, "segments.see") else [],
        "is_tester": may(request.user, "campaigns.launch") and is_tester(profile),
        **(person_rewards.card(profile) if may(request.user, "rewards.see") else {}),
        **consent_card.card(profile),
        **moments.page(request, numbers),
    }
    return render(request, "people/person.html", given)


def story(request: Asked, public_id: str) -> HttpResponse:
    """The part with the story: another filter, or what came before."""
    profile = wanted(public_id)
    part = "people/moments.html" if request.GET.get("before") else "people/story.html"
    if not request.htmx:
        return redirect(f"{redirect('person', public_id)['Location']}?{request.GET.urlencode()}")
    given = {"profile": profile, "person": shown.person(profile), **moments.page(request, numbers_of(profile))}
    return render(request, part, given)


def order(request: Asked, public_id: str, number: str) -> HttpResponse:
    """The part with the lines of one order."""
    profile, row = wanted(public_id), Order.objects.filter(id=ids.number(number) or 0).first()
    if row is None or row.identity_id not in numbers_of(profile):
        raise Http404
    given = {"order": row, "lines": orders.lines(row), "person": shown.person(profile)}
    return render(request, "people/lines.html" if request.htmx else "people/order.html", given)


def wanted(public_id: str) -> Profile:
    number = ids.number(public_id)
    profile = find.by_id(number) if number is not None else None
    if profile is None:
        raise Http404
    return profile


def numbers_of(profile: Profile) -> list[int]:
    return list(Identity.objects.filter(profile_id=profile.id).values_list("id", flat=True)[:IDENTITIES])


def traits_of(profile: Profile) -> list[tuple[str, object]]:
    traits: dict[str, object] = json.loads(profile.traits)
    return sorted(traits.items(), key=lambda trait: (trait[0] not in CURRENT, trait[0].casefold()))


def told(numbers: Sequence[int]) -> list[Told]:
    messages = messages_of.of_people(numbers)[:MESSAGES]
    campaigns = Campaign.objects.in_bulk({m.campaign_id for m in messages if m.campaign_id})
    names = {number: one.name for number, one in campaigns.items()}
    others = causes.called({m.cause for m in messages if m.campaign_id not in names})
    copies = PaperCopy.objects.filter(identity_id__in=numbers, campaign_id__in=list(names))
    found = {
        (campaign, identity): pk for pk, campaign, identity in copies.values_list("id", "campaign_id", "identity_id")
    }
    return [
        Told(
            m,
            names.get(m.campaign_id or 0, others.get(m.cause, "")),
            found.get((m.campaign_id or 0, m.identity_id)),
            _why(m, campaigns.get(m.campaign_id or 0)),
        )
        for m in messages
    ]


def _why(message: Found, campaign: Campaign | None) -> str:
    if campaign is None or campaign.several is None:
        return ""
    return why.sentence(campaign, message.identity_id, cause=message.cause, channel=title_of(message.channel))
