"""Making, changing, stopping and ending accounts. Every change is in the trail, secrets are not.

`api_base` and `data_api_base` may name this machine (`http://127.0.0.1:8700`, the lab): who may change an account has
the right `channels.edit`, and only LINE's own paths are asked there. Other private addresses need the setting
`POLKU_ALLOW_PRIVATE_ADDRESSES`.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import jwt
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from polku.kit import clock, seal
from polku.know.teams import trail
from polku.know.teams.models import Member
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.wrong import Wrong, check, check_key, check_secret

OLD_SECRET = timedelta(days=1)  # webhooks signed with it may still be on their way, or come again
SETTINGS = (
    "title", "channel_id", "token_kind", "key_id", "api_base", "data_api_base", "plan", "relay_url",
)  # fmt: skip
SECRETS = ("sealed_secret", "sealed_old_secret", "old_secret_until", "sealed_key", "sealed_token", "token_until")


def make(name: str, values: Mapping[str, Any], *, secret: str, key: str = "", by: Member | None) -> LineAccount:
    """`values`: by SETTINGS. `key`: the long-lived token, or the private key as JWK. Raises Wrong."""
    account = LineAccount(name=name.strip(), created_by=by)
    _set(account, values)
    check_secret(secret.strip())
    if LineAccount.objects.filter(name=account.name).exists():
        raise Wrong("name", _("There is, or was, an account of this name: choose another."))
    _set_key(account, values, key.strip())
    account.sealed_secret = _shut(secret.strip())
    check(account)
    with transaction.atomic():
        account.save()
        trail.note(by, "line.made", subject=_subject(account), after=shown(account))
    return account


def change(account: LineAccount, values: Mapping[str, Any], *, key: str = "", by: Member | None) -> LineAccount:
    """What is named in `values`, from the next block on; the name is for good. `key`: "" leaves it. Raises Wrong."""
    account.refresh_from_db()
    before = shown(account)
    _set(account, values)
    if account.token_kind != before["token_kind"]:
        account.sealed_key = ""  # it was of the other kind
    _set_key(account, {"key_id": account.key_id} | dict(values), key.strip())
    check(account)
    account.sealed_token, account.token_until = "", None
    account.changed_at = clock.now()
    return _saved(account, "line.changed", before=before, by=by)


def change_secret(account: LineAccount, secret: str, *, by: Member | None) -> LineAccount:
    """LINE signs with the new one from now on; the old one is good for webhooks for a day. Raises Wrong."""
    check_secret(secret.strip())
    account.refresh_from_db()
    before = shown(account)
    account.sealed_old_secret, account.sealed_secret = account.sealed_secret, _shut(secret.strip())
    account.changed_at = clock.now()
    account.old_secret_until = account.changed_at + OLD_SECRET
    return _saved(account, "line.secret_changed", before=before, by=by)


def stop(account: LineAccount, *, by: Member | None) -> None:
    """Nothing is sent until somebody resumes; what is asked for waits."""
    rows = LineAccount.objects.filter(pk=account.pk, stopped_at__isnull=True, ended_at__isnull=True)
    with transaction.atomic():
        if rows.update(stopped_at=clock.now(), stopped_why="line_stopped"):
            trail.note(by, "line.paused", subject=_subject(account))


def resume(account: LineAccount, *, by: Member | None) -> None:
    """It is tried again at once, whatever held it up: stopped, or waiting for a better time."""
    with transaction.atomic():
        found = LineAccount.objects.select_for_update().get(pk=account.pk)
        if found.stopped_at is None and found.waits_until is None:
            return
        before = {"why": found.stopped_why or found.waits_why}
        found.stopped_at, found.stopped_why, found.waits_until, found.waits_why = None, "", None, ""
        found.save(update_fields=["stopped_at", "stopped_why", "waits_until", "waits_why"])
        trail.note(by, "line.resumed", subject=_subject(account), before=before)


def end(account: LineAccount, *, by: Member | None) -> None:
    """For good. What still waits is held, with the reason; what it has sent stays to be seen."""
    rows = LineAccount.objects.filter(pk=account.pk, ended_at__isnull=True)
    with transaction.atomic():
        if rows.update(ended_at=clock.now(), sealed_key="", sealed_token="", sealed_old_secret=""):
            trail.note(by, "line.ended", subject=_subject(account), before=shown(account))


def shown(account: LineAccount) -> dict[str, Any]:
    """For the trail: what is set, less what is secret."""
    return {"name": account.name} | {name: getattr(account, name) for name in SETTINGS}


def _set(account: LineAccount, values: Mapping[str, Any]) -> None:
    for name in SETTINGS:
        if name in values:
            setattr(account, name, str(values[name]).strip())


def _set_key(account: LineAccount, values: Mapping[str, Any], key: str) -> None:
    check_key(values, key or account.sealed_key, kind=account.token_kind)
    if not key:
        return
    if account.token_kind == LineAccount.TokenKind.ASSERTION:
        try:
            jwt.PyJWK.from_json(key, algorithm="RS256")
        except (jwt.PyJWTError, ValueError, TypeError, KeyError) as problem:
            raise Wrong("key", _("This is no private key as a JWK of the kind RSA.")) from problem
    account.sealed_key = _shut(key)


def _saved(account: LineAccount, action: str, *, before: dict[str, Any], by: Member | None) -> LineAccount:
    old, new = trail.changed(before, shown(account))
    with transaction.atomic():
        # Not the whole row: what holds it up may be changing this moment.
        account.save(update_fields=[*SETTINGS, *SECRETS, "changed_at"])
        trail.note(by, action, subject=_subject(account), before=old, after=new)
    return account


def _shut(secret: str) -> str:
    return seal.shut(secret, key=settings.SECRET_KEY)


def _subject(account: LineAccount) -> str:
    return f"line:{account.pk}"
