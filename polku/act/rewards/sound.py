"""Whether a program can do what it promises, looked at before it begins: its own time, and what it gives."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.rewards.benefits.terms import EACH, ORDER, SEGMENT, BenefitTerms
from polku.act.rewards.coupons.terms import CouponTerms
from polku.act.rewards.draws.terms import DrawTerms, Who
from polku.act.rewards.kinds import READ
from polku.act.rewards.ledger.models import Program, Terms
from polku.act.rewards.ledger.promise import TermsProblem
from polku.act.rewards.offers.terms import OfferTerms
from polku.act.rewards.points.terms import PointsTerms
from polku.act.rewards.pricing.offer import Conditions
from polku.act.rewards.prize import Prize
from polku.act.rewards.programs import latest
from polku.act.rewards.ranks.standing import rank_names
from polku.act.rewards.ranks.terms import RanksTerms
from polku.act.rewards.referrals.terms import ReferralTerms
from polku.act.rewards.stamps.terms import StampTerms
from polku.know.people.stores.within import known_stores
from polku.know.places.models import Store
from polku.know.segments.models import Segment
from polku.know.teams.models import Source

SOON = timedelta(minutes=1)
GIVEN = (Program.Kind.COUPON, Program.Kind.POINTS)


def against_beginning(program: Program, *, now: datetime) -> list[str]:
    """Why nobody could get anything of it, in sentences; none where it can begin."""
    try:
        terms = READ[program.kind](latest(program).terms)
    except TermsProblem as problem:
        return [problem.problem.sentence]
    given = [sentence for one in _given(program, terms) if (sentence := _against_giving(one, now=now))]
    gone = [_("Something that it gives is not there any more: choose something else.")] if _is_gone(terms) else []
    own = [*_against_time(terms, now=now), *_against_counting(terms), *_against_segment(terms)]
    return list(dict.fromkeys([*own, *given, *gone]))


def against_time(program: Program, *, now: datetime) -> list[str]:
    """The same of its own time only."""
    try:
        return list(_against_time(READ[program.kind](latest(program).terms), now=now))
    except TermsProblem as problem:
        return [problem.problem.sentence]


def hints(program: Program) -> list[str]:
    """What may not be meant, though it can be."""
    try:
        terms = READ[program.kind](latest(program).terms)
    except TermsProblem:
        return []
    found = []
    if isinstance(terms, PointsTerms) and not (terms.per or terms.deeds):
        found.append(_("Nobody earns any by themselves: they come from the team, from campaigns and as prizes."))
    if unknown := _unknown_ranks(terms):
        told = _("Nobody has these ranks, as no ladder that is live has them: {ranks}")
        found.append(told.format(ranks=", ".join(unknown)))
    if program.state == Program.State.DRAFT and _goes_by_events(terms) and not _are_keys_told_apart():
        found.append(
            _(
                "Anybody can read a key that stands in a web page or an app, and earn this by events that they make "
                "up: say in Settings → Sources which keys do."
            )
        )
    if strange := _unknown_stores(terms):
        found.append(_("Nothing is known of these stores: {stores}").format(stores=", ".join(strange)))
    if isinstance(terms, CouponTerms) and program.budget_minor is not None and _costs_nothing(terms):
        found.append(
            _("It has a budget, and what a gift costs is not said: its uses count nothing. Say what one costs.")
        )
    for one in _given(program, terms):
        if one.currency != program.currency:
            told = _("“{name}” is in {other}, this in {currency}.")
            found.append(told.format(name=one.name, other=one.currency, currency=program.currency))
        coupon = _coupon(one)
        most = coupon.limits.person if coupon is not None else None
        if most is not None and _gives_again(terms):
            told = ngettext(
                "Each person gets “%(name)s” once, however often there is reason to: that is its own limit.",
                "Each person gets “%(name)s” %(count)s times at the most, however often there is reason to: that is "
                "its own limit.",
                most,
            )
            found.append(told % {"name": one.name, "count": most})
    return list(dict.fromkeys(found))


def given_by(program: Program) -> list[Program]:
    """Those that have not ended and give it as a prize, or go by it."""
    rows = Program.objects.exclude(state=Program.State.ENDED).exclude(pk=program.pk).order_by("pk")
    return [row for row in rows if program.pk in _named(row)]


def _named(row: Program) -> set[int]:
    try:
        terms = READ[row.kind](latest(row).terms)
    except TermsProblem:
        return set()
    other = terms.next if isinstance(terms, StampTerms) else terms.points if isinstance(terms, RanksTerms) else None
    return {one.program for one in _prizes(terms)} | ({other} if other is not None else set())


def _costs_nothing(terms: CouponTerms) -> bool:
    return terms.benefit.kind == "gift" and not terms.benefit.cost_minor


def _against_time(terms: msgspec.Struct, *, now: datetime) -> Iterator[str]:
    if isinstance(terms, CouponTerms) and terms.valid.ends is not None and terms.valid.ends <= now:
        yield _("Its time is over: give it a later end.")
    if isinstance(terms, OfferTerms) and terms.ends is not None and terms.ends <= now:
        yield _("Its time is over: give it a later end.")
    if isinstance(terms, DrawTerms) and terms.closes is not None and terms.closes <= now + SOON:
        yield _("Nobody can enter any more: give it a later end.")


def _against_counting(terms: msgspec.Struct) -> Iterator[str]:
    if not isinstance(terms, RanksTerms) or terms.by != "points":
        return
    counted = Program.objects.filter(pk=terms.points or 0, kind=Program.Kind.POINTS).first()
    if counted is None or counted.state == Program.State.ENDED:
        yield _("The points that count are not there any more: choose others.")


def _goes_by_events(terms: msgspec.Struct) -> bool:
    """Whether somebody gets something for orders or deeds of which any source may tell."""
    if isinstance(terms, PointsTerms):
        return bool(terms.per or terms.deeds) and not terms.sources
    if isinstance(terms, StampTerms):
        return terms.comes.is_by_order
    if isinstance(terms, BenefitTerms):
        return terms.when in (ORDER, EACH)
    if isinstance(terms, CouponTerms):
        return bool(terms.given_on)
    return isinstance(terms, ReferralTerms | RanksTerms)


def _are_keys_told_apart() -> bool:
    """Whether the team has said of a key that it is public, or there is none that could be."""
    there = Source.objects.filter(ended_at__isnull=True)
    return not there.exists() or there.exclude(public=[]).exists()


def _against_segment(terms: msgspec.Struct) -> Iterator[str]:
    asked = {
        one.segment
        for one in (terms, getattr(terms, "conditions", None), getattr(terms, "who", None))
        if isinstance(one, OfferTerms | BenefitTerms | Conditions | Who) and one.segment is not None
    }
    if len(asked) > Segment.objects.filter(pk__in=asked).count():
        yield _("The segment that it asks for is not there any more, so it would be for nobody: choose another one.")


def _unknown_stores(terms: msgspec.Struct) -> list[str]:
    """Places that nobody has described, and where nothing has happened yet."""
    asked: set[str] = set()
    for one in (terms, getattr(terms, "conditions", None), getattr(terms, "who", None)):
        asked |= one.stores if isinstance(one, StampTerms | Conditions | Who) else frozenset()
    if not asked:
        return []
    described = set(Store.objects.filter(key__in=asked).values_list("key", flat=True))
    return sorted(asked - described - set(known_stores())) if asked - described else []


def _unknown_ranks(terms: msgspec.Struct) -> list[str]:
    asked: frozenset[str] = frozenset()
    if isinstance(terms, CouponTerms):
        asked = terms.conditions.ranks
    elif isinstance(terms, OfferTerms):
        asked = terms.ranks
    return sorted(asked - rank_names().keys()) if asked else []


def _against_giving(one: Program, *, now: datetime) -> str:
    if one.kind not in GIVEN:
        return _("“{name}” is neither coupons nor points: it cannot be given for something.").format(name=one.name)
    if one.state == Program.State.ENDED:
        return _("“{name}” has ended, so nobody would get it: choose something else.").format(name=one.name)
    if one.state != Program.State.LIVE:
        return _("“{name}” is not live, so nobody would get it: begin it first.").format(name=one.name)
    coupon = _coupon(one)
    if coupon is not None and coupon.valid.ends is not None and coupon.valid.ends <= now:
        return _("The time of “{name}” is over: give it a later end.").format(name=one.name)
    return ""


def _coupon(one: Program) -> CouponTerms | None:
    """What it promises now, if it is one and is understood."""
    newest = Terms.objects.filter(program=one).order_by("number").last()
    try:
        terms = READ[one.kind](newest.terms) if newest is not None else None
    except TermsProblem:
        return None
    return terms if isinstance(terms, CouponTerms) else None


def _gives_again(terms: msgspec.Struct) -> bool:
    """To one person, more than once."""
    if isinstance(terms, StampTerms):
        return terms.limits.cards is None or terms.limits.cards > 1
    if isinstance(terms, BenefitTerms):
        return terms.when not in (ORDER, SEGMENT)
    return isinstance(terms, ReferralTerms | PointsTerms)


def _given(program: Program, terms: msgspec.Struct) -> list[Program]:
    """The programs of its prizes, but for itself: that will be live when it is."""
    numbers = sorted({one.program for one in _prizes(terms)} - {program.pk})
    return [row for _number, row in sorted(Program.objects.in_bulk(numbers).items())]


def _is_gone(terms: msgspec.Struct) -> bool:
    numbers = {one.program for one in _prizes(terms)}
    return len(numbers) > Program.objects.filter(pk__in=numbers).count()


def _prizes(part: Any) -> Iterator[Prize]:
    """Wherever terms name one."""
    if isinstance(part, Prize):
        yield part
    elif isinstance(part, msgspec.Struct):
        yield from _prizes(msgspec.structs.astuple(part))
    elif isinstance(part, tuple):
        for one in part:
            yield from _prizes(one)
