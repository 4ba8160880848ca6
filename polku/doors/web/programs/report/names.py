"""What parts of a report are called: stores, segments, who gave."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from polku.act.campaigns.models import Campaign
from polku.know.places.models import Store
from polku.know.segments.models import Segment
from polku.know.teams.models import ApiKey, Member
from polku.learn.reports.rewards.asked import Part


def stores(parts: Sequence[Part]) -> dict[str, str]:
    known = dict(Store.objects.filter(key__in=[part.key for part in parts]).values_list("key", "name"))
    return {part.key: known.get(part.key) or part.key or _("Without a store") for part in parts}


def segments(parts: Sequence[Part]) -> dict[str, str]:
    known = Segment.objects.in_bulk([int(part.key) for part in parts])
    return {part.key: known[int(part.key)].name for part in parts if int(part.key) in known}


def ways(parts: Sequence[Part]) -> dict[str, str]:
    numbers: dict[str, set[int]] = {"member": set(), "key": set(), "campaign": set()}
    for part in parts:
        kind, _colon, number = part.key.partition(":")
        if kind in numbers and number.isdecimal():
            numbers[kind].add(int(number))
    found = {f"member:{pk}": str(one) for pk, one in Member.objects.in_bulk(numbers["member"]).items()}
    keys, campaigns = ApiKey.objects.in_bulk(numbers["key"]), Campaign.objects.in_bulk(numbers["campaign"])
    found |= {f"key:{pk}": _("API: {name}").format(name=one.name) for pk, one in keys.items()}
    found |= {f"campaign:{pk}": one.name for pk, one in campaigns.items()}
    own = {"": _("By itself"), "import": _("Imported")}
    imports = {part.key for part in parts if part.key.startswith("import:")}
    own |= {key: _("Import {number}").format(number=key.partition(":")[2]) for key in imports}
    return {part.key: found.get(part.key) or own.get(part.key, part.key) for part in parts}
