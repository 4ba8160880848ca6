"""What came of a campaign: orders after it."""

from polku.act.campaigns.models import Campaign
from polku.learn.reports.conversions import DAYS, Amount, Conversions, conversions

__all__ = ["DAYS", "Amount", "Conversions", "orders_after"]


def orders_after(campaign: Campaign, days: int = DAYS) -> Conversions:
    """Orders within so many days after each person's own send; asks the state alone."""
    return conversions(campaign, days=days)
