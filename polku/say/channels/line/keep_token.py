"""Keeping a token of 30 days where the next process finds it: LINE gives out thirty and no more."""

from contextlib import suppress

from django.conf import settings

from polku.kit import clock, seal
from polku.say.channels.line import tokens
from polku.say.channels.line.client import Client
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.tokens import Token
from polku.say.channels.line.trouble import LineTrouble
from polku.say.channels.line.way import Way, opened


def keep(client: Client) -> None:
    """The one that this client has made, if it has."""
    made, client.made = client.made, None
    if made is not None and client.way.token_kind == LineAccount.TokenKind.ASSERTION:
        LineAccount.objects.filter(pk=client.way.account).update(
            sealed_token=seal.shut(made.value, key=settings.SECRET_KEY), token_until=clock.from_ms(made.until_ms)
        )


def remember(account: LineAccount, way: Way) -> None:
    """The one that another process has made, for this one to use."""
    if not account.sealed_token or account.token_until is None or tokens.kept(way) is not None:
        return
    with suppress(LineTrouble):  # sealed with another key: a new one is made, or the trouble told, when one is needed
        tokens.keep(way, Token(opened(account.sealed_token), clock.to_ms(account.token_until)))
