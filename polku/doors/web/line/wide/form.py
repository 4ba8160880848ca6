"""A wide send as a form: its name, whom it is for; what it says is the composer's."""

from typing import Any

from django import forms

from polku.doors.web.line.wide import names
from polku.say.channels.line.audiences.models import LineAudience
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.wide.models import LineWide
from polku.say.channels.line.wide.recipients import ANY, IN, OUT

SEVERAL = ("genders", "apps", "areas")
BETWEEN = ("ages", "periods")
SIDES = (IN, OUT)


def audiences_of(account: LineAccount) -> list[LineAudience]:
    """Those that can be chosen."""
    rows = LineAudience.objects.filter(account=account, ended_at__isnull=True)
    return list(rows.select_related("segment").order_by("segment__name", "pk"))


def stored(row: LineWide | None) -> dict[str, Any]:
    """What the form shows at first, by the names of `given`."""
    if row is None:
        return {"title": "", "kind": LineWide.Kind.BROADCAST, "how": ANY, "sides": {}, "traits": {}, "most": ""}
    sides = {number: side for side in SIDES for number in row.wanted.get(side) or ()}
    return {
        "title": row.title,
        "kind": row.kind,
        "how": row.wanted.get("how") or ANY,
        "sides": sides,
        "traits": row.traits,
        "most": "" if row.most is None else str(row.most),
    }


def given(posted: Any) -> dict[str, Any]:
    """What was sent. `posted`: Django's QueryDict."""
    sides = {
        int(name.removeprefix("audience-")): value
        for name, value in posted.items()
        if name.startswith("audience-") and name[9:].isdecimal() and len(name) < 28 and value in SIDES
    }
    traits = {name: posted.getlist(name) for name in SEVERAL}
    traits |= {name: [posted.get(f"{name}-least", ""), posted.get(f"{name}-below", "")] for name in BETWEEN}
    return {
        "title": posted.get("title", "").replace("\0", ""),
        "kind": posted.get("kind", ""),
        "how": posted.get("how", ANY),
        "sides": sides,
        "traits": traits,
        "most": posted.get("most", "").strip(),
    }


def most_of(data: dict[str, Any]) -> int | None:
    """Raises ValidationError."""
    found: int | None = forms.IntegerField(required=False, min_value=1, max_value=10**9).clean(data["most"])
    return found


def choices(account: LineAccount, data: dict[str, Any]) -> dict[str, Any]:
    """What the template offers, each with whether it is chosen."""
    traits = data["traits"]
    several = {
        kind: [(code, words, code in (traits.get(kind) or ())) for code, words in names.pairs(kind)]
        for kind in ("genders", "apps")
    }
    bounds = {kind: tuple(traits.get(kind) or ("", "")) for kind in BETWEEN}
    chosen = set(traits.get("areas") or ())
    return {
        "audiences": [(one, data["sides"].get(one.pk, "")) for one in audiences_of(account)],
        **several,
        "areas": [
            (country, [(code, words, code in chosen) for code, words in found]) for country, found in names.areas()
        ],
        "ages": names.pairs("ages"),
        "periods": names.pairs("periods"),
        "bounds": bounds,
        "has_traits": any(any(values) for values in traits.values()),
    }
