"""What a campaign that gave it was worth, in a sentence that says no more than is known."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from polku.doors.web.programs.report.opens import Count, opens
from polku.doors.web.programs.report.shown import Tile
from polku.kit import money as minor
from polku.kit.amounts import money
from polku.learn.reports.effect_words import sentence
from polku.learn.reports.rewards.report import Report
from polku.learn.reports.rewards.returned import OfCampaign


@dataclass(frozen=True)
class Shown:
    found: OfCampaign
    tiles: list[Tile]
    sentence: str
    orders: str  # whether the message made people order


def campaigns(report: Report) -> list[Shown]:
    return [_shown(one) for one in report.campaigns]


def _shown(one: OfCampaign) -> Shown:
    asked, holdout, currency = one.effect.asked, one.effect.holdout, one.effect.currency
    cost = Count(money(one.cost_minor, one.currency), opens("used", "way", f"campaign:{one.number}"))
    tiles = [
        Tile(_("Bought by each who was asked"), _each(asked.each, currency)),
        Tile(_("Bought by each who was held out"), _each(holdout.each, currency)),
        Tile(_("Cost"), cost.value, _("taken off by uses"), cost.query if one.cost_minor else ""),
    ]
    return Shown(one, tiles, _said(one), sentence(one.effect))


def _said(one: OfCampaign) -> str:
    if one.currency != one.effect.currency:
        return _("It costs in another currency than the team counts in, so no return can be told.")
    if not one.cost_minor:
        return _("It has cost nothing yet, so no return can be told.")
    found = one.returned
    if found is None:
        return _("There is nobody left to compare with.")
    words = {name: number_format(round(value, 2), 2) for name, value in _between(one)}
    unit = money(minor.to_minor(1, one.currency), one.currency)
    if not found.is_clear:
        if one.effect.is_over:
            told = _("It is not clear what came back: between {low} and {high} for each {unit} that it cost.")
        else:
            told = _("It is not clear yet what comes back: between {low} and {high} for each {unit} that it cost.")
        return told.format(unit=unit, **words)
    told = _("For each {unit} that it cost, {value} more was bought because of it ({low} to {high}, with 95 %).")
    return told.format(unit=unit, **words)


def _between(one: OfCampaign) -> list[tuple[str, float]]:
    found = one.returned
    return [] if found is None else [("value", found.value), ("low", found.low), ("high", found.high)]


def _each(amount: float | None, currency: str) -> str:
    return "–" if amount is None else money(minor.to_minor(round(amount, 6), currency), currency)
