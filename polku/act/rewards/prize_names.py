"""What a prize is called, for whoever gets it."""

from django.utils.translation import gettext as _

from polku.act.rewards.ledger.models import Program
from polku.act.rewards.points.promises import points
from polku.act.rewards.prizes import Prize
from polku.act.rewards.programs import latest
from polku.kit.amounts import number


def name_of(prize: Prize | None) -> str:
    """The coupon's title, or so many points; "" for nothing, and for what is gone."""
    program = Program.objects.filter(pk=prize.program).first() if prize is not None else None
    if prize is None or program is None:
        return ""
    terms = latest(program).terms
    title = str(terms.get("title", program.name))
    if program.kind == Program.Kind.COUPON:
        return title
    if program.kind == Program.Kind.POINTS:
        return points(prize.amount, str(terms.get("unit", "")))
    return _("{amount} × {title}").format(amount=number(prize.amount), title=title)
