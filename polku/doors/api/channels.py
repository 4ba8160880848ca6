"""Channels: LINE accounts, connected, changed and ended by programs."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router
from ninja.responses import Status

from polku.doors.api.asked import member
from polku.doors.api.errors import ApiError, not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.channels import ChannelChange, ChannelIn, ChannelOut, Channels
from polku.doors.api.key import Key
from polku.kit import clock
from polku.learn.reports.line_month import months
from polku.say.channels.line import accounts
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.setup import hook
from polku.say.channels.line.setup.look import keep
from polku.say.channels.line.setup.models import LineLook
from polku.say.channels.line.setup.probe import probe
from polku.say.channels.line.trouble import LineTrouble, told
from polku.say.channels.line.wrong import Wrong

router = Router(tags=["channels"])
MAY = Key("channels.edit")
REFUSED = "not_accepted"  # by LINE


@router.get("/channels", auth=MAY, response=answers(Channels), summary="List LINE accounts")
def channels(request: HttpRequest) -> Channels:
    rows = LineAccount.objects.filter(ended_at__isnull=True).order_by("name")
    return Channels(channels=_shown(list(rows)))


@router.post(
    "/channels", auth=MAY, response=answers(ChannelOut, 400, 413, 422, status=201), summary="Connect a LINE account"
)
def connect(request: HttpRequest, given: ChannelIn) -> Any:
    values = given.dict(include=set(accounts.SETTINGS))
    heard = None
    try:
        if given.check:
            heard = probe(values, secret=given.secret, key=given.key, name=given.name.strip())
            if heard.trouble is not None:
                raise ApiError(422, REFUSED, heard.trouble.sentence, field="secret")
        row = accounts.make(given.name, values, secret=given.secret, key=given.key, by=member(request))
    except Wrong as problem:
        raise _wrong(problem) from problem
    if heard is not None:
        keep(row, heard, now_ms=clock.now_ms())
    if given.set_webhook:
        _set_webhook(request, row)
    return Status(201, _shown([row])[0])


@router.get("/channels/{name}", auth=MAY, response=answers(ChannelOut, 404, 422), summary="One LINE account")
def channel(request: HttpRequest, name: str) -> ChannelOut:
    return _shown([_account(name)])[0]


@router.patch(
    "/channels/{name}", auth=MAY, response=answers(ChannelOut, 400, 404, 413, 422), summary="Change a LINE account"
)
def change(request: HttpRequest, name: str, given: ChannelChange) -> ChannelOut:
    row, by = _account(name), member(request)
    values = given.dict(include=set(accounts.SETTINGS), exclude_none=True)
    try:
        if values or given.key:
            accounts.change(row, values, key=given.key or "", by=by)
        if given.secret:
            accounts.change_secret(row, given.secret, by=by)
    except Wrong as problem:
        raise _wrong(problem) from problem
    if given.is_stopped is not None:
        (accounts.stop if given.is_stopped else accounts.resume)(row, by=by)
    if given.set_webhook:
        _set_webhook(request, row)
    return channel(request, name)


@router.delete("/channels/{name}", auth=MAY, response=answers(ChannelOut, 404, 422), summary="Disconnect it for good")
def end(request: HttpRequest, name: str) -> ChannelOut:
    row = _account(name)
    accounts.end(row, by=member(request))
    row.refresh_from_db()
    return _shown([row])[0]


def _account(name: str) -> LineAccount:
    """By “line:kahvila”, or “kahvila” alone."""
    alive = LineAccount.objects.filter(ended_at__isnull=True)
    is_text = "\0" not in name  # PostgreSQL cannot ask for that
    found = alive.filter(name=name.removeprefix("line:")).first() if is_text else None
    if found is None:
        raise not_found(_("There is no channel {name}.").format(name=name[:40]))
    return found


def _set_webhook(request: HttpRequest, row: LineAccount) -> None:
    try:
        hook.set_address(row, by=member(request))
    except LineTrouble as problem:
        raise ApiError(422, REFUSED, problem.trouble.sentence, field="set_webhook") from problem


def _wrong(problem: Wrong) -> ApiError:
    return ApiError(422, "invalid", str(problem), field=problem.field)


def _shown(rows: Sequence[LineAccount]) -> list[ChannelOut]:
    looks = {one.account_id: one for one in LineLook.objects.filter(account__in=[row.pk for row in rows])}
    used = months(rows, now=clock.now())
    found = []
    for row in rows:
        look_at = looks.get(row.pk) or LineLook(account=row)
        plain = {name: getattr(row, name) for name in (*accounts.SETTINGS, "basic_id", "display_name", "created_at")}
        state, trouble = _state(row, look_at)
        found.append(
            ChannelOut(
                **plain | {"name": f"line:{row.name}"},
                kind="line",
                state=state,
                trouble=trouble,
                webhook_url=hook.address(row),
                webhook_is_set=look_at.webhook_url == hook.address(row),
                quota=used[row.pk].most,
                used=used[row.pk].used,
            )
        )
    return found


def _state(row: LineAccount, look_at: LineLook) -> tuple[str, str]:
    if row.ended_at is not None:
        return "ended", ""
    if row.stopped_at is not None:
        return "stopped", told(row.stopped_why)
    if row.waits_until is not None and row.waits_until > clock.now():
        return "waiting", told(row.waits_why)
    return ("trouble", told(look_at.trouble)) if look_at.trouble else ("active", "")
