"""What DNS must say of a key, to copy."""

from base64 import b64encode

import msgspec
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from polku.say.channels.email.models import DkimKey
from polku.say.channels.email.signing.sign import PrivateKey

STRING = 255  # bytes that one string of a TXT record holds


class Record(msgspec.Struct, frozen=True):
    """A TXT record: its whole name, and its text in one piece."""

    name: str
    text: str

    @property
    def zone_line(self) -> str:
        """As a name server's file has it: strings of 255 bytes at the most, which are read as one."""
        strings = [f'"{self.text[at : at + STRING]}"' for at in range(0, len(self.text), STRING)]
        return f"{self.name}. IN TXT ( {' '.join(strings)} )"


def record_of(key: DkimKey) -> Record:
    return Record(f"{key.selector}._domainkey.{key.domain}", f"v=DKIM1; k={key.algorithm}; p={key.public}")


def public_of(key: PrivateKey) -> str:
    """What stands behind `p=`: RSA by RFC 6376, 3.6.1 (SubjectPublicKeyInfo), Ed25519 by RFC 8463, 4.2 (32 bytes)."""
    public = key.public_key()
    if isinstance(key, RSAPrivateKey):
        return b64encode(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()
    return b64encode(public.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()
