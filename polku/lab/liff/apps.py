"""LIFF apps: which page an id stands for, and how that page is opened for somebody."""

import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import urlencode, urlsplit, urlunsplit

from polku.lab.liff.id_token import id_token
from polku.lab.line.web.call import Call

LIFE_S = 12 * 3_600.0  # of an access token


@dataclass(frozen=True, slots=True)
class LiffApp:
    id: str
    url: str
    login_channel_id: str


@dataclass(frozen=True, slots=True)
class LiffToken:
    login_channel_id: str
    number: int
    until_s: float  # of the clock's patience


@dataclass
class Liff:
    """On the world's shelf."""

    apps: dict[str, LiffApp] = field(default_factory=dict)
    tokens: dict[str, LiffToken] = field(default_factory=dict)

    def register(self, *, url: str, login_channel_id: str) -> LiffApp:
        """The same page of the same channel has the same id, also after a restart."""
        digits = sha256(f"{login_channel_id} {url}".encode()).hexdigest()[:8]
        app = LiffApp(f"{login_channel_id}-{digits}", url, login_channel_id)
        self.apps[app.id] = app
        return app


def address_of(call: Call, liff_id: str, opened: str, *, number: int) -> str:
    """Where the app's page is, with what was added to the link and tokens in the fragment; "" for no such app."""
    liff = call.world.shelf(Liff)
    app = liff.apps.get(liff_id)
    if app is None:
        return ""
    owner = next((one for one in call.world.accounts if one.login_channel_id == app.login_channel_id), None)
    if owner is None:
        return ""
    access = secrets.token_urlsafe(48)
    liff.tokens[access] = LiffToken(app.login_channel_id, number, call.world.clock.patience_s() + LIFE_S)
    said = {
        "access_token": access,
        "id_token": id_token(call.world, owner, number),
        "client_id": app.login_channel_id,
        "lab": f"http://{call.header(b'host')}",
    }
    page, asked = urlsplit(app.url), urlsplit(opened)
    query = "&".join(part for part in (page.query, asked.query) if part)
    return urlunsplit((page.scheme, page.netloc, page.path, query, urlencode(said)))
