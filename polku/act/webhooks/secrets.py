"""The secrets of a webhook: made here, shown once, kept shut; while one takes over from another, both sign."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from polku.act.webhooks.models import Webhook
from polku.act.webhooks.signing import new_secret
from polku.kit import clock, seal
from polku.know.teams import trail
from polku.know.teams.models import Member

BOTH_SIGN = timedelta(days=1)  # after a rotation, so that the receiver need not change at the same instant


def secrets_of(webhook: Webhook, *, now: datetime) -> list[str]:
    """Those that sign now, the newest first. Raises SealError when that one was shut with another key."""
    found = [seal.opened(webhook.secret, key=settings.SECRET_KEY)]
    if webhook.old_secret and webhook.old_secret_until is not None and now < webhook.old_secret_until:
        with suppress(seal.SealError):  # it is why there is a new one
            found.append(seal.opened(webhook.old_secret, key=settings.SECRET_KEY))
    return found


def rotate(webhook: Webhook, *, by: Member | None) -> str:
    """A new secret, which nobody can see again. The old one signs beside it for BOTH_SIGN."""
    secret = new_secret()
    with transaction.atomic():
        Webhook.objects.filter(pk=webhook.pk).update(
            secret=shut(secret), old_secret=webhook.secret, old_secret_until=clock.now() + BOTH_SIGN
        )
        trail.note(by, "webhook.secret_changed", subject=f"webhook:{webhook.pk}")
    return secret


def shut(secret: str) -> str:
    return seal.shut(secret, key=settings.SECRET_KEY)
