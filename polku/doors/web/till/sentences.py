"""What was done at the till, in a few words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polku.act.rewards.till.models import TillAct
from polku.act.rewards.till.today import DoneToday
from polku.kit.amounts import money, number

K = TillAct.Kind


def sentence(row: DoneToday) -> str:
    if row.kind == K.USE:
        told = _("Discount: {name}") if row.is_discount else _("Coupon used: {name}")
        return told.format(name=row.program)
    if row.kind == K.GIVE:
        return _("Coupon given: {name}").format(name=row.program)
    if row.kind == K.STAMPS:
        told = ngettext("%(count)s stamp: %(name)s", "%(count)s stamps: %(name)s", row.amount)
        return told % {"count": number(row.amount), "name": row.program}
    if row.kind == K.POINTS:
        told = ngettext("%(count)s point: %(name)s", "%(count)s points: %(name)s", row.amount)
        return told % {"count": number(row.amount), "name": row.program}
    if row.kind == K.SPEND:
        told = ngettext("%(count)s point spent: %(name)s", "%(count)s points spent: %(name)s", row.amount)
        off = " · " + _("{amount} off").format(amount=money(row.money_minor, row.currency)) if row.money_minor else ""
        return told % {"count": number(row.amount), "name": row.program} + off
    if row.kind == K.PURCHASE:
        return _("Amount recorded: {amount}").format(amount=money(row.money_minor, row.currency))
    if row.kind == K.FRIEND:
        return _("Brought by a friend: {name}").format(name=row.program)
    if row.money_minor and not row.program:
        return _("Undone: {amount}").format(amount=money(row.money_minor, row.currency))
    return _("Undone: {name}").format(name=row.program)
