"""A small OpenID provider of real HTTP, keys and tokens on 127.0.0.1, for tests: it signs in whoever comes.

`provider.says` is what the next ID token claims besides the usual; `provider.signs` and `provider.answers` bend it.
"""

import json
import threading
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from polku.kit import clock

CLIENT, SECRET = "polku client", "s3cret / with + signs"
RSA, OTHER_RSA = (rsa.generate_private_key(public_exponent=65_537, key_size=2048) for _ in range(2))
EC = ec.generate_private_key(ec.SECP256R1())


class Provider:
    """What one test's provider knows and says."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.says: dict[str, Any] = {}
        self.leaves_out: set[str] = set()
        self.describes: dict[str, Any] = {}
        self.signs: Callable[[dict[str, Any]], str] = self.signed
        self.answers: tuple[int, bytes] | None = None  # instead of a token
        self.seen: list[dict[str, str]] = []  # what was posted for tokens
        self._codes: dict[str, dict[str, str]] = {}

    def signed(
        self, claims: dict[str, Any], *, key: Any = RSA, algorithm: str = "RS256", kid: str | None = "rsa"
    ) -> str:
        return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid} if kid else None)

    def description(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            **self.describes,
        }

    def keys(self) -> dict[str, Any]:
        rsa_key = json.loads(RSAAlgorithm.to_jwk(RSA.public_key())) | {"kid": "rsa", "use": "sig", "alg": "RS256"}
        ec_key = json.loads(ECAlgorithm.to_jwk(EC.public_key())) | {"kid": "ec", "use": "sig", "alg": "ES256"}
        return {"keys": [rsa_key, ec_key]}

    def authorize(self, address: str) -> dict[str, str]:
        """As the browser does: the answer that it would bring back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
        code = f"code-{len(self._codes)}"
        self._codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, bytes]:
        """What the token endpoint does: the client, the code and the proof key must be right."""
        self.seen.append(form)
        if self.answers is not None:
            return self.answers
        scheme, _space, pair = authorization.partition(" ")
        client, _colon, secret = b64decode(pair).decode().partition(":") if scheme == "Basic" else ("", "", "")
        asked = self._codes.pop(form.get("code", ""), None)
        challenge = urlsafe_b64encode(sha256(form.get("code_verifier", "").encode()).digest()).decode().rstrip("=")
        given = (unquote(client), unquote(secret)) if client else (form.get("client_id"), form.get("client_secret"))
        if given != (CLIENT, SECRET):
            return 401, b'{"error": "invalid_client"}'
        if asked is None or challenge != asked["code_challenge"] or form["redirect_uri"] != asked["redirect_uri"]:
            return 400, b'{"error": "invalid_grant"}'
        now_s = clock.now_ms() // 1000
        claims = {
            "iss": self.issuer, "sub": "aino-17", "aud": CLIENT, "iat": now_s, "exp": now_s + 300,
            "nonce": asked["nonce"], "email": "aino@kahvila.example", "email_verified": True, **self.says,
        }  # fmt: skip
        token = self.signs({name: value for name, value in claims.items() if name not in self.leaves_out})
        return 200, json.dumps({"id_token": token, "token_type": "Bearer", "access_token": "x"}).encode()


@contextmanager
def serving() -> Iterator[Provider]:
    """A provider on a free port, until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = {"/.well-known/openid-configuration": provider.description, "/keys": provider.keys}
            found = known.get(self.path)
            self._answer(*((200, json.dumps(found()).encode()) if found else (404, b"{}")))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._answer(*provider.token(form, self.headers.get("Authorization", "")))

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
