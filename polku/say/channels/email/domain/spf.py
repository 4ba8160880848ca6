"""SPF: which servers may send for a domain (RFC 7208). It is asked for the domain of the return path."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from polku.say.channels.email.domain.dns import Dns

MOST_LOOKUPS = 10  # RFC 7208, 4.6.4
QUALIFIERS = "+-~?"
ASKING = ("include", "a", "mx", "ptr", "exists", "redirect")

# What the providers themselves ask to be put into the record, by the end of their servers' names.
PROVIDERS = {
    "gmail.com": "_spf.google.com",
    "office365.com": "spf.protection.outlook.com",
    "protection.outlook.com": "spf.protection.outlook.com",
    "mailgun.org": "mailgun.org",
    "sendgrid.net": "sendgrid.net",
    "amazonaws.com": "amazonses.com",
    "postmarkapp.com": "spf.mtasv.net",
    "brevo.com": "spf.brevo.com",
    "mailjet.com": "spf.mailjet.com",
}

Address = IPv4Address | IPv6Address


class Broken(ValueError):
    """A record cannot be read, or asks too much."""


def is_record(text: str) -> bool:
    return text.lower().split(" ", 1)[0] == "v=spf1"


def mechanism_for(host: str) -> str:
    """What lets a mail server send: its provider's part, or its own address."""
    for end, name in PROVIDERS.items():
        if host == end or host.endswith(f".{end}"):
            return f"include:{name}"
    try:
        number = ip_address(host)
    except ValueError:
        return f"a:{host}"
    return f"ip{number.version}:{number}"


def with_mechanism(text: str, mechanism: str) -> str:
    """The record with it, before what is said of all others."""
    terms = text.split()
    end = next((at for at, term in enumerate(terms) if term.lower().lstrip(QUALIFIERS) == "all"), len(terms))
    end = next((at for at, term in enumerate(terms) if term.lower().startswith("redirect=")), end)
    return " ".join([*terms[:end], mechanism, *terms[end:]])


def joined(texts: list[str]) -> str:
    """One record that says what several say."""
    terms = [term for text in texts for term in text.split()[1:]]
    last = [term for term in terms if term.lower().lstrip(QUALIFIERS) == "all"]
    others = [term for term in dict.fromkeys(terms) if term not in last]
    return " ".join(["v=spf1", *others, last[-1] if last else "~all"])


class Judge:
    """Asks a record and those that it leads to. Raises Silent and Broken."""

    def __init__(self, dns: Dns) -> None:
        self._dns = dns
        self.lookups = 0
        self.included: set[str] = set()

    def says(self, domain: str, text: str, address: Address | None) -> str:
        """What it says of an address: "+", "-", "~" or "?". Without an address: what it says of everybody else."""
        redirect = ""
        for term in text.split()[1:]:
            if "=" in term and ":" not in term.partition("=")[0]:
                name, _equals, value = term.partition("=")
                redirect = value if name.lower() == "redirect" else redirect
                continue
            qualifier, term = (term[0], term[1:]) if term[0] in QUALIFIERS else ("+", term)
            if self._fits(term, domain, address):
                return qualifier
        if redirect:
            return self.says(redirect, self._record(redirect), address)
        return "?"

    def _fits(self, term: str, domain: str, address: Address | None) -> bool:
        name, _colon, value = term.partition(":")
        name, _slash, length = name.lower().partition("/")
        if name == "all":
            return True
        if name in ("ip4", "ip6"):
            return _within(value, address)
        if name == "include":
            return self.says(value, self._record(value), address) == "+"
        if name in ("a", "mx"):
            self._count()
            where, _slash, given = value.partition("/")
            where, length = where or domain, given or length
            if address is None:
                return False
            hosts = self._dns.exchangers(where) if name == "mx" else (where,)
            return any(_within(_network(one, length), address) for host in hosts for one in self._dns.addresses(host))
        if name in ("ptr", "exists"):
            self._count()
            return False  # what they say depends on a letter; few use them
        raise Broken(term)

    def _record(self, name: str) -> str:
        self._count()
        if not name:
            raise Broken("include:")
        if "%" in name:
            return "v=spf1"  # made up for each letter
        self.included.add(name.lower())
        found = [text for text in self._dns.texts(name) if is_record(text)]
        if len(found) != 1:
            raise Broken(name)
        return found[0]

    def _count(self) -> None:
        self.lookups += 1
        if self.lookups > MOST_LOOKUPS * 3:  # round in a circle
            raise Broken("")


def _network(address: str, lengths: str) -> str:
    four, _slashes, six = lengths.partition("//")
    length = six if ":" in address else four
    return f"{address}/{length}" if length else address


def _within(network: str, address: Address | None) -> bool:
    try:
        found = ip_network(network, strict=False)
    except ValueError as problem:
        raise Broken(network) from problem
    return address is not None and address.version == found.version and address in found
