"""What the form of preferences says that does not hold yet."""

from collections.abc import Iterator

from django.http import HttpRequest

from polku.doors.public.customer import Choice, Customer
from polku.know.people.consent.record import GIVEN, WITHDRAWN, Statement


def changes(request: HttpRequest, who: Customer, choice: Choice) -> Iterator[Statement]:
    """What differs between what they have chosen and what holds."""
    key, was = choice.purpose.key, choice.is_on
    wanted = {way.key: f"{key}:{way.key}" in request.POST.getlist("channel") for way in choice.ways}
    wants = key in request.POST.getlist("purpose") and (not wanted or any(wanted.values()))
    if not wants and (was or choice.may_reach_her):
        yield Statement(who.name, WITHDRAWN, key)
    elif wants and not was:
        yield Statement(who.name, GIVEN, key)
        # At the same instant the withdrawal of one channel stands beside the consent to all.
        yield from (Statement(who.name, WITHDRAWN, key, way) for way, is_wanted in wanted.items() if not is_wanted)
    elif wants:
        for way in choice.ways:
            if way.is_on != wanted[way.key]:
                yield Statement(who.name, GIVEN if wanted[way.key] else WITHDRAWN, key, way.key)
    if wants:
        for topic in choice.topics:
            is_wanted = topic.key in request.POST.getlist("topic")
            if topic.is_on != is_wanted:
                yield Statement(who.name, GIVEN if is_wanted else WITHDRAWN, key, topic=topic.key)
