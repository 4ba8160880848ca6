"""LINE's account link: a token that LINE gave for one of its users, a customer who proves who they are, and a nonce.

The proof is a code that comes to the customer's mailbox and is typed where the linking was begun. A link in a letter
would not do: whoever enters somebody else's address with a link token of their own needs only one tap of theirs.
"""

import secrets
from hmac import compare_digest
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.db.models import F

from polku.kit import clock, seal
from polku.know.people.claims import read_email
from polku.know.people.own_pages.mailbox import whose
from polku.say.channels.line.limits import limits
from polku.say.channels.line.linking.forget import forget_old
from polku.say.channels.line.linking.login import dialog_base
from polku.say.channels.line.linking.models import LineLinkAsked
from polku.say.channels.line.linking.problems import NotBegunHere, TooManyTries
from polku.say.channels.line.linking.proof import opened_secret
from polku.say.channels.line.models import LineAccount

TRIES = 5
DIGITS = 6
ANSWERS_MS = 30 * clock.MINUTE_MS  # LINE's webhook may come again and late
NONCE_BYTES = 32


def begin(account: LineAccount, token: str, *, browser: str, now_ms: int) -> LineLinkAsked:
    """`token`: LINE's, good for ten minutes; who it is for, only LINE knows."""
    forget_old(now_ms)
    return LineLinkAsked.objects.create(
        account=account,
        browser=seal.fingerprint(browser),
        sealed_token=seal.shut(token, key=settings.SECRET_KEY),
        expires_ms=now_ms + int(limits()["link_token"]["life_s"]) * 1_000,
    )


def waiting(number: int, account: LineAccount, *, browser: str, now_ms: int) -> LineLinkAsked:
    """Raises NotBegunHere."""
    row = LineLinkAsked.objects.filter(
        pk=number, account=account, browser=seal.fingerprint(browser), nonce="", expires_ms__gt=now_ms
    ).first()
    if row is None:
        raise NotBegunHere
    return row


def send_code(row: LineLinkAsked, email: str) -> tuple[str, bool]:
    """The code to be sent to this address, and whether it is a known customer's: only the letter tells."""
    address = read_email(email)
    code = "".join(secrets.choice("0123456789") for _digit in range(DIGITS))
    identity_id = whose(address)
    row.email, row.identity_id, row.tries = address, identity_id, 0
    row.code = _sealed(row, code) if identity_id is not None else ""
    row.save(update_fields=["email", "identity_id", "tries", "code"])
    return code, identity_id is not None


def send_none(row: LineLinkAsked, email: str) -> None:
    """Too many letters to this address: there is no code, and nothing to guess."""
    row.email, row.identity_id, row.code = read_email(email), None, ""
    row.save(update_fields=["email", "identity_id", "code"])


def prove(row: LineLinkAsked, code: str, *, now_ms: int) -> bool:
    """Whether it is the code. Five tries in all. Raises TooManyTries."""
    # Counted before it is looked at: many at once are no way around.
    if not LineLinkAsked.objects.filter(pk=row.pk, tries__lt=TRIES).update(tries=F("tries") + 1):
        raise TooManyTries
    typed = "".join(sign for sign in code if sign.isdecimal())
    if not row.code or not compare_digest(row.code, _sealed(row, typed)):
        return False
    LineLinkAsked.objects.filter(pk=row.pk).update(proved_ms=now_ms)
    row.proved_ms = now_ms
    return True


def dialog(row: LineLinkAsked, *, now_ms: int) -> str:
    """LINE's own page that ends the way; once. Raises NotBegunHere."""
    nonce = secrets.token_urlsafe(NONCE_BYTES)
    is_first = LineLinkAsked.objects.filter(pk=row.pk, nonce="", proved_ms__isnull=False, identity_id__isnull=False)
    if not is_first.update(nonce=seal.fingerprint(nonce), expires_ms=now_ms + ANSWERS_MS):
        raise NotBegunHere
    asked = urlencode({"linkToken": opened_secret(row.sealed_token), "nonce": nonce})
    return f"{dialog_base(row.account)}/dialog/bot/accountLink?{asked}"


@transaction.atomic
def take(account_id: int, nonce: str, *, at_ms: int, now_ms: int) -> int | None:
    """The customer whom this nonce stands for, once; None where it is used, too old or never was."""
    found = LineLinkAsked.objects.filter(
        account=account_id, nonce=seal.fingerprint(nonce), used_ms__isnull=True, expires_ms__gt=at_ms
    )
    row = found.first()
    if row is None or not found.update(used_ms=now_ms):
        return None
    return row.identity_id


def _sealed(row: LineLinkAsked, code: str) -> str:
    """Six digits are soon guessed from a plain fingerprint: of this row, with the installation's key."""
    return seal.signed(f"{row.pk} {code}", key=settings.SECRET_KEY, purpose="LINE link code").rpartition(".")[2]
