"""Letting go of what nobody came back to: files that were never imported, lists of refused lines, dead commands."""

from datetime import datetime

from django.conf import settings
from django.db.models import Q

from polku.kit import clock
from polku.know.events.imports import ask, files
from polku.know.events.imports.models import Import

State = Import.State

DEAD_MS = 10 * clock.MINUTE_MS  # a command that has given no sign for so long was ended
STRAY_S = 3600.0  # an upload that is still coming in is not a stray


def tidy(now: datetime) -> int:
    """Returns how many imports were touched."""
    now_ms = clock.to_ms(now)
    early_ms = now_ms - settings.IMPORTS_KEPT_D * clock.DAY_MS
    given_up = [row for row in Import.objects.filter(_is_waiting(), created_ms__lt=early_ms) if ask.give_up(row)]
    ended = Import.objects.filter(ended_ms__lt=early_ms).exclude(refused_stored="", stored="")
    for row in ended:
        stored, refused = row.stored, row.refused_stored
        Import.objects.filter(pk=row.pk).update(stored="", refused_stored="")
        files.remove(stored, refused)
    dead = Import.objects.filter(state=State.RUNNING, stored="", claimed_ms__lt=now_ms - DEAD_MS)
    stopped = dead.update(state=State.STOPPED, ended_ms=now_ms, claim="")
    known = set[str]()
    for names in Import.objects.filter(~Q(stored="") | ~Q(refused_stored="")).values_list("stored", "refused_stored"):
        known.update(names)
    for name in files.strays(known, before_s=now.timestamp() - STRAY_S):
        files.remove(name)
    return len(given_up) + len(ended) + stopped


def _is_waiting() -> Q:
    return Q(state__in=(State.NEW, State.CHECKED, State.FAILED, State.STOPPED)) & ~Q(stored="")
