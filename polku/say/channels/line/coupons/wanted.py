"""A coupon as a team wants it, and as LINE takes it; with all of LINE's rules about it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from django.utils.translation import gettext as _

from polku.say.channels.line.content.addresses import secure
from polku.say.channels.line.content.bounds import bound
from polku.say.channels.line.coupons.rewards import REWARDS
from polku.say.channels.line.coupons.zones import ZONES
from polku.say.channels.line.limits import limits
from polku.say.channels.line.way import is_this_machine
from polku.say.content.problem import Problem

TEXTS = {"title": "title", "description": "description", "condition": "usageCondition", "code": "couponCode"}


class Wanted(msgspec.Struct, frozen=True):
    """`image`, `barcode`: whole addresses, or "". `reward`: one of REWARDS, its numbers in `amounts`."""

    title: str
    starts_at: datetime
    ends_at: datetime
    zone: str  # LINE's name
    reward: str
    amounts: Mapping[str, int | None] = {}
    description: str = ""
    condition: str = ""
    code: str = ""
    image: str = ""
    barcode: str = ""
    is_public: bool = False
    is_endless: bool = False  # whoever has it uses it as often as they like
    chance: int | None = None  # of a draw, in percent; None: everybody gets it
    winners: int | None = None  # at the most; None: any number


def body_of(wanted: Wanted) -> dict[str, Any]:
    """LINE's request. What is empty is left out: LINE takes no empty code."""
    texts = {"imageUrl": wanted.image, "barcodeImageUrl": wanted.barcode}
    texts |= {said: getattr(wanted, name).strip() for name, said in TEXTS.items()}
    return {name: text for name, text in texts.items() if text} | {
        "reward": REWARDS[wanted.reward].said(wanted.amounts),
        "acquisitionCondition": _acquisition(wanted),
        "maxUseCountPerTicket": -1 if wanted.is_endless else 1,
        "startTimestamp": int(wanted.starts_at.timestamp()),
        "endTimestamp": int(wanted.ends_at.timestamp()),
        "timezone": wanted.zone,
        "visibility": "PUBLIC" if wanted.is_public else "UNLISTED",
    }


def problems(wanted: Wanted, *, now: datetime, is_near: bool = False) -> list[Problem]:
    """Each at the field of Wanted, or of an amount, where it is. `is_near`: asked is a stand-in on this machine."""
    found = []
    if not wanted.title.strip():
        found.append(Problem(_("Say what the coupon is called."), field="title"))
    for name in TEXTS:
        limit, text = bound("coupon", name), getattr(wanted, name)
        if limit.over(text.strip()):
            sentence = _("LINE takes {most} characters here, and this has {count}.")
            found.append(Problem(sentence.format(most=limit.most, count=limit.length(text.strip())), field=name))
    if wanted.zone not in ZONES:
        found.append(Problem(_("LINE does not know this time zone."), field="zone"))
    if wanted.ends_at <= wanted.starts_at:
        found.append(Problem(_("It ends before it begins."), field="ends_at"))
    elif wanted.ends_at <= now:
        found.append(Problem(_("It would be over already."), field="ends_at"))
    return found + _of_pictures(wanted, is_near=is_near) + _of_reward(wanted) + _of_draw(wanted)


def _of_pictures(wanted: Wanted, *, is_near: bool) -> list[Problem]:
    found = []
    for name in ("image", "barcode"):
        url = getattr(wanted, name)
        if url and not (secure(url) == url or (is_near and is_this_machine(url))):
            found.append(Problem(_("LINE takes pictures from addresses that begin with https:// only."), field=name))
        elif bound("coupon", "url").over(url):
            found.append(Problem(_("The address of the picture is too long."), field=name))
    return found


def _of_reward(wanted: Wanted) -> list[Problem]:
    reward = REWARDS.get(wanted.reward)
    if reward is None:
        return [Problem(_("Choose what the coupon gives."), field="reward")]
    found = []
    for name, is_percentage in reward.amounts.items():
        given = wanted.amounts.get(name)
        least, most = limits()["coupon"]["percentage"] if is_percentage else (1, 10**9)
        if given is None or not least <= given <= most:
            sentence = _("Write a whole number from {least} to {most}.")
            found.append(Problem(sentence.format(least=least, most=f"{most:,}"), field=name))
    if not found and wanted.reward == "discount-explicit":
        before, after = wanted.amounts.get("original") or 0, wanted.amounts.get("reduced") or 0
        if after >= before:
            found.append(Problem(_("The new price is not lower than the old one."), field="reduced"))
    return found


def _of_draw(wanted: Wanted) -> list[Problem]:
    if wanted.chance is None:
        return []
    least, most = limits()["coupon"]["lottery_percentage"]
    sentence = _("Write a whole number from {least} to {most}.")
    found = []
    if not least <= wanted.chance <= most:
        found.append(Problem(sentence.format(least=least, most=most), field="chance"))
    winners = limits()["coupon"]["lottery_most"]
    if wanted.winners is not None and not 1 <= wanted.winners <= winners:
        found.append(Problem(sentence.format(least=1, most=f"{winners:,}"), field="winners"))
    return found


def _acquisition(wanted: Wanted) -> dict[str, Any]:
    if wanted.chance is None:
        return {"type": "normal"}
    most = -1 if wanted.winners is None else wanted.winners
    return {"type": "lottery", "lotteryProbability": wanted.chance, "maxAcquireCount": most}
