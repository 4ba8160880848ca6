"""What is counted when somebody is wrong: an address, an account, the two together, or a browser that is known."""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from polku.kit import seal


@dataclass(frozen=True)
class Count:
    """One thing that is counted: `free` wrong answers, then waits of 1, 2, 4 … seconds up to `most_s`."""

    name: str
    free: int
    most_s: int
    is_cleared: bool = False  # by a right answer, and not only relieved of it

    @property
    def key(self) -> str:
        return seal.fingerprint(self.name)


def at_sign_in(email: str, address: str, *, known_browser: str = "") -> list[Count]:
    """`known_browser`: its own secret, where this member has signed in with it before."""
    if known_browser:
        return [Count(f"browser {known_browser}", free=10, most_s=300, is_cleared=True)]
    email, network = email.strip().lower(), network_of(address)
    return [
        Count(f"pair {network} {email}", free=5, most_s=300, is_cleared=True),
        Count(f"address {network}", free=20, most_s=900),
        Count(f"account {email}", free=50, most_s=300, is_cleared=True),
    ]


def at_second_step(member_id: int) -> list[Count]:
    return [Count(f"code {member_id}", free=5, most_s=900, is_cleared=True)]


def at_company(address: str) -> list[Count]:
    """Sign-ins begun at the company: each asks the provider something."""
    return [Count(f"company {network_of(address)}", free=30, most_s=60)]


def at_recovery(email: str, address: str) -> list[Count]:
    """Letters asked for: nobody floods a mailbox."""
    name, network = email.strip().lower(), network_of(address)
    return [Count(f"recovery {name}", free=3, most_s=3600), Count(f"recovery {network}", free=20, most_s=900)]


def network_of(address: str) -> str:
    """An address, or of IPv6 the half that one household has: it has as many addresses as it likes."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or parsed.exploded[:19])
    return str(parsed)
