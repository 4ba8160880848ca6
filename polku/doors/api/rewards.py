"""Programs of rewards, and giving them to people."""

from typing import Annotated, Any

import msgspec
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Router
from ninja.responses import Status

from polku.act.rewards import programs as verbs
from polku.act.rewards import sound
from polku.act.rewards.counted import counted
from polku.act.rewards.coupons import wallet
from polku.act.rewards.coupons.terms import to_store
from polku.act.rewards.errands import ask
from polku.act.rewards.gifts import GIVE, IN_AMOUNTS, NotLive
from polku.act.rewards.ledger.grant import FOR_EVER_MS
from polku.act.rewards.ledger.models import Program, Terms
from polku.act.rewards.ledger.promise import TermsProblem
from polku.act.rewards.points.balance import balances_of
from polku.act.rewards.ranks.standing import rank_of
from polku.act.rewards.stamps.cards import Card, cards_of
from polku.doors.api.asked import bounded, key_of, member
from polku.doors.api.errors import ApiError, not_found
from polku.doors.api.forms.base import answers
from polku.doors.api.forms.rewards import (
    CardOut,
    CouponOut,
    GrantIn,
    GrantsOut,
    ProgramChange,
    ProgramIn,
    ProgramList,
    ProgramOut,
    Wallet,
)
from polku.doors.api.key import Key, must_have
from polku.doors.api.people import all_wanted
from polku.doors.api.people import wanted as wanted_person
from polku.doors.api.reward_points_shown import points_out, rank_out
from polku.kit import clock, ids
from polku.kit.currencies import CURRENCIES
from polku.know.people import find
from polku.know.segments.models import Segment
from polku.know.teams.begin import the_team

router = Router(tags=["rewards"])
PROGRAMS = "/rewards/programs"
Limit = Annotated[int, Query(ge=1, le=500, description="So many at the most")]
After = Annotated[int, Query(ge=0, description="`next` of the part before")]


@router.get(PROGRAMS, auth=Key("rewards.see"), response=answers(ProgramList, 422), summary="List programs")
def listed(request: HttpRequest, limit: Limit = 100, after: After = 0) -> ProgramList:
    among = Program.objects.filter(pk__lt=bounded(after)) if after else Program.objects.all()
    rows = list(among.order_by("-pk")[: limit + 1])
    return ProgramList(programs=_shown(rows[:limit]), next=rows[limit - 1].pk if len(rows) > limit else None)


@router.post(
    PROGRAMS,
    auth=Key("rewards.edit"),
    response=answers(ProgramOut, 400, 413, 422, status=201),
    summary="Begin a program, as a draft",
)
def create(request: HttpRequest, given: ProgramIn) -> Any:
    currency = given.currency or the_team().currency or "USD"
    if given.currency and currency not in CURRENCIES:
        raise ApiError(422, "invalid", _("There is no currency {code}.").format(code=currency), field="currency")
    try:
        made = verbs.create(
            given.name, given.terms, kind=given.kind, currency=currency, bearer=given.bearer, by=member(request)
        )
    except TermsProblem as problem:
        raise _wrong(problem) from problem
    return Status(201, _shown([made])[0])


@router.get(
    f"{PROGRAMS}/{{program_id}}", auth=Key("rewards.see"), response=answers(ProgramOut, 404, 422), summary="One program"
)
def one(request: HttpRequest, program_id: int) -> ProgramOut:
    return _shown([_wanted(program_id)])[0]


@router.patch(
    f"{PROGRAMS}/{{program_id}}",
    auth=Key("rewards.edit"),
    response=answers(ProgramOut, 400, 404, 409, 413, 422),
    summary="Change a program, begin it, pause it, end it",
)
def change(request: HttpRequest, program_id: int, given: ProgramChange) -> ProgramOut:
    """Whoever was given something of it keeps the terms of that moment. To change its state, or the
    terms of what has begun, takes `rewards.give`.
    """
    row, by = _wanted(program_id), member(request)
    is_other = given.terms is not None or given.bearer is not None
    if given.state is not None or (is_other and row.state != Program.State.DRAFT):
        must_have(request, "rewards.give")
    try:
        with transaction.atomic():
            verbs.change(row, name=given.name, terms=given.terms, bearer=given.bearer, by=by)
            if given.state is not None:
                _may_begin(row, given.state)
                verbs.become(row, given.state, by=by)
    except TermsProblem as problem:
        raise _wrong(problem) from problem
    except verbs.WrongState as problem:
        raise ApiError(409, "wrong_state", str(problem), field="state") from problem
    return _shown([_wanted(program_id)])[0]


@router.post(
    "/rewards/grants",
    auth=Key("rewards.give"),
    response=answers(GrantsOut, 400, 404, 409, 410, 413, 422),
    summary="Give people something of a program",
    exclude_none=True,
)
def give(request: HttpRequest, given: GrantIn) -> GrantsOut:
    """Said twice, it happens once: whoever has it of this cause is passed over."""
    row = _wanted(given.program)
    give_of = GIVE.get(row.kind)
    if give_of is None or (given.amount > 1 and row.kind not in IN_AMOUNTS):
        field = "program" if give_of is None else "amount"
        raise ApiError(422, "invalid", _("Nothing is given like that of a program of this kind."), field=field)
    if (given.segment is None) == (not given.people):
        raise ApiError(422, "invalid", _("Name people or a segment: one of the two."), field="people")
    people = all_wanted(given.people)
    by = f"key:{key_of(request).pk}"
    try:
        if given.segment is not None:
            return _to_segment(request, row, given)
        granted = give_of(row, people, given.amount, given.cause, by=by, store=given.store, now=clock.now())
    except NotLive as problem:
        sentence = _("“{name}” gives nothing out now: it is not live.").format(name=row.name)
        raise ApiError(409, "not_live", sentence, field="program") from problem
    return GrantsOut(granted=granted, without=len(people) - granted, giving=None)


def _to_segment(request: HttpRequest, row: Program, given: GrantIn) -> GrantsOut:
    if not Segment.objects.filter(pk=bounded(given.segment or 0)).exists():
        raise not_found(_("There is no segment {id}.").format(id=given.segment))
    by = f"key:{key_of(request).pk}"
    whom = {"segment": given.segment}
    made = ask.give(row, whom, given.cause, amount=given.amount, by=by, member=member(request))
    return GrantsOut(granted=0, without=0, giving=made.pk)


@router.get(
    "/people/{person_id}/wallet",
    auth=Key("till.use"),
    response=answers(Wallet, 404, 410),
    summary="What somebody has",
)
def wallet_of(request: HttpRequest, person_id: str) -> Wallet:
    person = wanted_person(person_id)
    names = [identity.id for identity in find.identities_of(person.id)]
    now_ms = clock.now_ms()
    return Wallet(
        coupons=[_coupon(one) for one in wallet.coupons(names, now_ms=now_ms)],
        cards=[_card(one) for one in cards_of(names, now_ms=now_ms) if one.program.state != "ended"],
        points=[points_out(one) for one in balances_of(names, now_ms=now_ms)],
        rank=rank_out(rank_of(person.id)),
    )


def _coupon(one: wallet.Coupon) -> CouponOut:
    lot = one.lot
    return CouponOut(
        id=ids.public(lot.pk),
        program=lot.program_id,
        title=one.terms.title,
        code=one.code,
        uses_left=lot.left,
        begins=clock.from_ms(lot.from_ms),
        ends=clock.from_ms(lot.until_ms) if lot.until_ms < FOR_EVER_MS else None,
        terms=to_store(one.terms),
    )


def _card(one: Card) -> CardOut:
    return CardOut(
        program=one.program.pk,
        title=one.terms.title,
        stamps=one.has,
        size=one.terms.size,
        filled=one.completed,
        ends=clock.from_ms(one.until_ms) if one.until_ms is not None else None,
        terms=msgspec.to_builtins(one.terms, order="deterministic"),
    )


def _shown(rows: list[Program]) -> list[ProgramOut]:
    numbers = [row.pk for row in rows]
    counts = counted(rows)
    terms = {one.program_id: one.terms for one in Terms.objects.filter(program__in=numbers).order_by("number")}
    return [
        ProgramOut(
            id=row.pk,
            kind=row.kind,
            name=row.name,
            state=row.state,  # type: ignore[arg-type] # one of them
            currency=row.currency,
            bearer=row.bearer,
            terms=terms[row.pk],
            issued=counts[row.pk].issued,
            used=counts[row.pk].used,
        )
        for row in rows
    ]


def _wanted(number: int) -> Program:
    row = Program.objects.filter(pk=bounded(number)).first()
    if row is None:
        raise not_found(_("There is no program {id}.").format(id=number))
    return row


def _may_begin(row: Program, wanted: str) -> None:
    is_begun = wanted == Program.State.LIVE and row.state == Program.State.DRAFT
    if is_begun and (against := sound.against_beginning(row, now=clock.now())):
        raise ApiError(409, "cannot_begin", " ".join(against), field="state")


def _wrong(problem: TermsProblem) -> ApiError:
    field = f"terms.{problem.problem.field}" if problem.problem.field else "terms"
    return ApiError(422, "invalid", problem.problem.sentence, field=field)
