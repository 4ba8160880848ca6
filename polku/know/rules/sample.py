"""sample: some people out of a hundred, always the same ones."""

from dataclasses import dataclass
from fractions import Fraction
from hashlib import md5

from django.utils.translation import gettext as _

from polku.know.rules.condition import Condition, Depends, Node, Writer, leaf

SALT = 100
BITS = 63

# The first eight bytes of MD5 over salt, colon and the profile's number in decimal digits, as a number; halved.
POSITION = "bitShiftRight(reinterpretAsUInt64(reverse(substring(MD5(concat({salt}, ':', toString(id))), 1, 8))), 1)"


@dataclass(frozen=True)
class Sample(Condition):
    """Stable: it depends on the person's number and the salt alone. With one salt, fewer percent are among more."""

    percent: Fraction
    salt: str = ""

    def sql(self, write: Writer) -> str:
        position = POSITION.format(salt=write.value(self.salt, "String"))
        return f"({position} < {write.value(int(self.percent * 2**BITS / 100), 'UInt64')})"

    def takes(self, number: int) -> bool:
        """The same, said here, of the person with this number."""
        found = md5(f"{self.salt}:{number}".encode(), usedforsecurity=False).digest()
        return int.from_bytes(found[:8], "big") >> 1 < int(self.percent * 2**BITS / 100)

    def depends(self) -> Depends:
        return Depends()

    def sentence(self, *, is_negated: bool = False) -> str:
        about = {"percent": f"{float(self.percent):g}", "salt": self.salt}
        if not self.salt:
            is_in, is_not = _("is in the sample of %(percent)s %%"), _("is not in the sample of %(percent)s %%")
        else:
            is_in = _("is in the sample “%(salt)s” of %(percent)s %%")
            is_not = _("is not in the sample “%(salt)s” of %(percent)s %%")
        return (is_not if is_negated else is_in) % about


def of_percent(percent: int, salt: str) -> Sample:
    """For whoever holds people out, or splits them."""
    return Sample(Fraction(percent), salt)


@leaf("sample")
def read_sample(node: Node) -> Sample:
    """{"sample": {"percent": 12.5, "salt": "autumn"}}. Raises RuleError."""
    node.allow("sample")
    given = node.given["sample"]
    if not isinstance(given, dict):
        raise node.wrong("sample", _("write for example {“percent”: 10, “salt”: “autumn”}"))
    inner = Node(given, node.at("sample"))
    inner.allow("percent", "salt")
    percent, salt = given.get("percent"), given.get("salt", "")
    if isinstance(percent, bool) or not isinstance(percent, int | float) or not 0 <= percent <= 100:
        raise inner.wrong("percent", _("this must be a number from 0 to 100"))
    if not isinstance(salt, str) or len(salt) > SALT:
        raise inner.wrong("salt", _("this must be a text of up to %(most)d characters") % {"most": SALT})
    # As it was written: 0.1 is a tenth of a percent, not the nearest number that a machine can hold.
    return Sample(Fraction(str(percent)), salt)
