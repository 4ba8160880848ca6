"""Stores: where they are and when they are open."""

from datetime import datetime
from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router
from ninja.responses import Status

from polku.doors.api.asked import bounded, member
from polku.doors.api.errors import ApiError, not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.stores import (
    WEEKDAYS,
    DateForm,
    StoreIn,
    StoreList,
    StoreOut,
    StoresIn,
    StoresKept,
    WeekForm,
)
from polku.doors.api.key import Key
from polku.kit import clock
from polku.know.places import stores as verbs
from polku.know.places.models import Store
from polku.know.places.opening import is_open
from polku.know.places.problems import PlaceError
from polku.know.places.said import Said, opening_of
from polku.know.teams.begin import the_team

router = Router(tags=["stores"])
STORES = "/stores"
Limit = Annotated[int, Query(ge=1, le=500, description="So many at the most")]
After = Annotated[str, Query(max_length=100, description="`next` of the part before")]


@router.get(STORES, auth=Key("campaigns.see"), response=answers(StoreList, 422), summary="List stores")
def listed(request: HttpRequest, limit: Limit = 100, after: After = "") -> StoreList:
    now = clock.now()
    rows = list(Store.objects.filter(key__gt=after.replace("\0", "")).order_by("key")[: limit + 1])
    return StoreList(
        stores=[_shown(row, now) for row in rows[:limit]],
        next=rows[limit - 1].key if len(rows) > limit else None,
        not_described=verbs.not_described(),
    )


@router.post(
    STORES,
    auth=Key("campaigns.edit"),
    response=answers(StoresKept, 400, 413, 422),
    summary="Say where stores are and when they are open",
)
def keep(request: HttpRequest, given: StoresIn) -> StoresKept:
    """All of them or none; a store that is known by its key is changed."""
    by, zone = member(request), the_team().time_zone or "UTC"
    with transaction.atomic():
        for number, one in enumerate(given.stores):
            try:
                verbs.describe(one.key, _said(one, zone=zone), by=by)
            except PlaceError as problem:
                raise ApiError(422, "invalid", str(problem), field=f"stores.{number}.{_field(problem)}") from problem
    return StoresKept(kept=len(given.stores))


@router.delete(
    f"{STORES}/{{store_id}}",
    auth=Key("campaigns.edit"),
    response=answers(None, 404, 422, status=204),
    summary="Remove what is said of a store",
)
def remove(request: HttpRequest, store_id: int) -> Any:
    row = Store.objects.filter(pk=bounded(store_id)).first()
    if row is None:
        raise not_found(_("There is no store {id}.").format(id=store_id))
    verbs.remove(row, by=member(request))
    return Status(204, None)


def _said(one: StoreIn, *, zone: str) -> Said:
    return Said(
        name=one.name,
        address=one.address,
        latitude=one.latitude,
        longitude=one.longitude,
        time_zone=one.time_zone or zone,
        week=[",".join(getattr(one.hours, day)) for day in WEEKDAYS],
        days={told.date: (",".join(told.hours), told.note) for told in one.dates},
    )


def _field(problem: PlaceError) -> str:
    part, _dot, place = problem.field.partition(".")
    if part == "week":
        return f"hours.{WEEKDAYS[int(place)]}"
    return "dates" if part == "days" else problem.field


def _shown(row: Store, now: datetime) -> StoreOut:
    opening = opening_of(row)
    week = row.week or [[]] * len(WEEKDAYS)
    return StoreOut(
        id=row.pk,
        key=row.key,
        name=row.name,
        address=row.address,
        latitude=row.latitude,
        longitude=row.longitude,
        time_zone=row.time_zone,
        hours=WeekForm(**dict(zip(WEEKDAYS, week, strict=True))),
        dates=[DateForm(date=day, hours=told["hours"], note=told["note"]) for day, told in row.days.items()],
        is_open=opening is not None and is_open(opening, now),
    )
