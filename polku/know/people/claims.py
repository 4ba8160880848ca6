"""Which identities an event claims for the one it came under, and what it says of them."""

import unicodedata
from collections.abc import Iterator
from typing import Any

import msgspec

from polku.know.events.checks import ID_LENGTH
from polku.know.events.event import Event, Identity
from polku.know.events.given import as_text

KIND_LENGTH = 40
DEPTH = 64  # a trait nested deeper is left out: what can just be read once could not be read back
LEAST_DIGITS = 5  # a phone number with fewer tells nobody apart


def traits_of(event: Event) -> dict[str, Any]:
    """What an identify says: `context.traits`, and over them `traits`. Without NUL, which PostgreSQL cannot keep."""
    raw = bytes(event.context)
    in_context = read_object(raw).get("traits") if b'"traits"' in raw else None
    said: dict[str, Any] = dict(in_context) if isinstance(in_context, dict) else {}
    raw = bytes(event.given.traits)
    said.update(read_object(raw))
    said = {field: value for field, value in said.items() if not _is_deep(value, DEPTH)}
    if said and (b"\\u0000" in raw or in_context):
        return {str(_clean(field)): _clean(value) for field, value in said.items()}
    return said


def is_passive(event: Event) -> bool:
    """Whether an identify says `context.active: false`: it tells of them, but they were not there."""
    raw = bytes(event.context)
    return b'"active"' in raw and read_object(raw).get("active") is False


def claimed(event: Event, traits: dict[str, Any]) -> Iterator[Identity]:
    """Other identities that an identify gives to the leading one."""
    given = event.given
    if user_id := _value(as_text(given.user_id)):
        yield "user_id", user_id
    if anonymous_id := _value(as_text(given.anonymous_id)):
        yield "anonymous_id", anonymous_id
    kind, value = event.identity
    if kind in ("email", "phone") and (usual := read_email(value) if kind == "email" else read_phone(value)):
        yield kind, usual  # who leads with "+358 40 …" is also who others call "+35840…"
    if email := read_email(traits.get("email")):
        yield "email", email
    if phone := read_phone(traits.get("phone")):
        yield "phone", phone
    raw = bytes(event.context)
    if b'"externalIds"' in raw:
        yield from _external(read_object(raw).get("externalIds"))


def is_identity(kind: str, value: str) -> bool:
    return 0 < len(kind) <= KIND_LENGTH and 0 < len(value) <= ID_LENGTH and "\0" not in kind and "\0" not in value


def previous(event: Event) -> Iterator[Identity]:
    """What an alias joins the leading identity with: one text that may name a visitor or a user."""
    if value := _value(as_text(event.given.previous_id)):
        yield "anonymous_id", value
        yield "user_id", value


def read_email(said: object) -> str:
    """Aino@Example.com → aino@example.com; "" for what cannot be an address ("none", "n/a")."""
    if not isinstance(said, str):
        return ""
    email = said.strip().lower()
    name, at, host = email.rpartition("@")
    return _value(email) if at and name and host and " " not in email else ""


def read_phone(said: object) -> str:
    """+358 (0)40-123 → +358040123: digits and a leading plus."""
    if isinstance(said, bool) or not isinstance(said, str | int):
        return ""
    text = unicodedata.normalize("NFKC", str(said)[:ID_LENGTH]).strip()
    digits = "".join(letter for letter in text if letter.isdecimal() and letter.isascii())
    if len(digits) < LEAST_DIGITS:
        return ""
    return f"+{digits}" if text.startswith("+") else digits


def _external(said: object) -> Iterator[Identity]:
    for item in said if isinstance(said, list) else []:
        if not isinstance(item, dict):
            continue
        kind, value = item.get("type"), item.get("id")
        if isinstance(value, bool) or not isinstance(kind, str) or not isinstance(value, str | int):
            continue
        kind, value = kind.strip(), _value(str(value)[: ID_LENGTH + 1].strip())
        if kind == "email":
            value = read_email(value)
        elif kind == "phone":
            value = read_phone(value)
        if is_identity(kind, value):
            yield kind, value


def _value(text: str) -> str:
    return text if 0 < len(text) <= ID_LENGTH and "\0" not in text else ""


def read_object(raw: bytes) -> dict[str, Any]:
    """{} also where the text cannot be read (a lone surrogate, a number beyond all bounds): a fold never stops."""
    if raw[:1] != b"{":
        return {}
    try:
        decoded: dict[str, Any] = msgspec.json.decode(raw)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return {}
    return decoded


def _is_deep(value: object, most: int) -> bool:
    if isinstance(value, dict):
        return most == 0 or any(_is_deep(item, most - 1) for item in value.values())
    if isinstance(value, list):
        return most == 0 or any(_is_deep(item, most - 1) for item in value)
    return False


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {str(_clean(key)): _clean(item) for key, item in value.items()}
    return value
