"""Codes: what somebody agreed to, for one exchange within ten minutes. And the refresh tokens that follow."""

from dataclasses import dataclass, field

from polku.lab.line.account import Account

LIFE_S = 600.0
ACCESS_S, REFRESH_S = 30 * 24 * 3_600, 90 * 24 * 3_600.0


@dataclass(frozen=True)
class Code:
    account: Account
    number: int
    redirect_uri: str
    scope: str
    nonce: str
    challenge: str  # of PKCE, S256; empty without
    until_s: float  # of the clock's patience


@dataclass(frozen=True)
class Refresh:
    account: Account
    number: int
    scope: str
    until_s: float


@dataclass
class Logins:
    """On the world's shelf."""

    codes: dict[str, Code] = field(default_factory=dict)
    refreshes: dict[str, Refresh] = field(default_factory=dict)
