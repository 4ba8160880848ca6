"""The wide send of an address."""

from django.shortcuts import get_object_or_404

from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.wide.models import LineWide


def wide_of(account: LineAccount, number: int) -> LineWide:
    """One that has not been removed, a draft or not. Raises Http404."""
    among = LineWide.objects.select_related("account", "launched_by")
    found: LineWide = get_object_or_404(among, pk=number, account=account, removed_at__isnull=True)
    return found
