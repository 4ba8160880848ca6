"""The account of an address, and the source."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.sources.models import LineSource


def chosen(name: str) -> LineAccount:
    """One that has not ended. Raises Http404."""
    found = LineAccount.objects.filter(name=name, ended_at__isnull=True).first()
    if found is None:
        raise Http404
    return found


def source_of(account: LineAccount, source_id: int | None) -> LineSource | None:
    """One that has not ended; None where none is named. Raises Http404."""
    if source_id is None:
        return None
    found: LineSource = get_object_or_404(LineSource, pk=source_id, account=account, ended_at__isnull=True)
    return found


def place_of(account: LineAccount, source: LineSource | None) -> str:
    """The page on which a source stands, or all of them."""
    if source is None:
        return reverse("settings line sources", args=[account.name])
    return reverse("settings line source", args=[account.name, source.pk])
