"""Coupons, as a kind of programs."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from polku.act.rewards.coupons import promises
from polku.act.rewards.coupons.terms import read
from polku.act.rewards.ledger.promise import TermsProblem
from polku.doors.web.programs.coupon import edit
from polku.doors.web.programs.kind import Kind
from polku.know.teams.begin import the_team


def lines(terms: Mapping[str, Any], currency: str) -> list[str]:
    try:
        return promises.lines(read(terms), currency, zone=the_team().time_zone)
    except TermsProblem as problem:
        return [problem.problem.sentence]


def discount_lines(terms: Mapping[str, Any], currency: str) -> list[str]:
    try:
        return promises.lines(read(terms), currency, zone=the_team().time_zone, is_held=False)
    except TermsProblem as problem:
        return [problem.problem.sentence]


COUPON = Kind(
    _("Coupon"),
    "ticket",
    _("Money off, a gift, a free delivery: each person has a code, shows it and uses it."),
    lines=lines,
    form=edit.edit,
    preview=edit.preview,
    can_be_given=True,
)
DISCOUNT = Kind(
    _("Automatic discount"),
    "discount",
    _("Money off by itself, without a code, on what it asks for."),
    lines=discount_lines,
    form=edit.discount,
    preview=edit.preview,
)
