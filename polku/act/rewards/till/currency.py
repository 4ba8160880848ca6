"""In which currency the amounts at a till are."""

from django.utils.translation import gettext as _

from polku.act.rewards.coupons.terms import CouponTerms
from polku.act.rewards.till.problems import CURRENCY, TillProblem
from polku.kit.currencies import CURRENCIES
from polku.know.teams.begin import the_team

OF_MONEY = frozenset(("percent", "amount", "fixed_price", "bundle"))  # benefits that are computed of amounts


def currency_of(said: str) -> str:
    """What the till says, else the team's. Raises TillProblem."""
    if said and said not in CURRENCIES:
        raise TillProblem(CURRENCY, _("There is no currency {code}.").format(code=said))
    return said or the_team().currency or "USD"


def is_foreign(terms: CouponTerms, currency: str, paid_in: str) -> bool:
    """Whether it is of money, and of another one. A gift is a gift everywhere. `currency`: its program's."""
    is_of_money = terms.benefit.kind in OF_MONEY or bool(terms.conditions.least_minor)
    return is_of_money and currency != paid_in
