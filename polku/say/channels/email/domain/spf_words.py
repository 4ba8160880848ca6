"""SPF in plain words."""

from ipaddress import ip_address

from django.utils.translation import gettext as _

from polku.say.channels.email.domain import spf
from polku.say.channels.email.domain.dns import Dns, Silent
from polku.say.channels.email.domain.finding import Finding, State
from polku.say.channels.email.signing.record import Record


def spf_finding(domain: str, host: str, dns: Dns, *, knows_address: bool) -> Finding:
    """`host`: the mail server that letters are handed to. `knows_address`: where its name leads from outside."""
    mechanism = spf.mechanism_for(host) if knows_address else "a:mail.example.com"
    new = f"v=spf1 {mechanism} ~all"

    def found(state: State, sentence: str, text: str = "", seen: str = "") -> Finding:
        return Finding("spf", state, sentence, Record(domain, text) if text else None, seen)

    try:
        texts = [text for text in dns.texts(domain) if spf.is_record(text)]
    except Silent:
        return found("silent", _("DNS does not answer at the moment."), new)
    if not texts:
        return found("missing", _("There is no SPF record: nobody can tell which servers may send for you."), new)
    if len(texts) > 1:
        sentence = _(
            "There are several SPF records, so mail servers heed none of them. Keep this one and remove the rest."
        )
        return found("wrong", sentence, spf.joined(texts), " ⏎ ".join(texts))
    [text] = texts
    judge = spf.Judge(dns)
    try:
        others = judge.says(domain, text, None)
        if judge.lookups > spf.MOST_LOOKUPS:
            sentence = _("The record leads to {count} further names. Mail servers give up after ten: leave some out.")
            return found("wrong", sentence.format(count=judge.lookups), "", text)
        if others == "+":
            sentence = _("The record lets everybody send in your name (+all). End it with ~all.")
            ends = ("all", "+all")
            terms = [term for term in text.split() if term.lower() not in ends]
            return found("wrong", sentence, " ".join([*terms, "~all"]), text)
        return _of_host(judge, domain, host, dns, text=text, mechanism=mechanism, knows_address=knows_address)
    except spf.Broken as problem:
        sentence = _("The record has a part that cannot be read: {part}").format(part=str(problem) or "include")
        return found("wrong", sentence, "", text)
    except Silent:
        return found("silent", _("DNS does not answer for a name to which the record leads."), "", text)


def _of_host(
    judge: spf.Judge, domain: str, host: str, dns: Dns, *, text: str, mechanism: str, knows_address: bool
) -> Finding:
    """A record that can be read: whether it names our server."""
    if not knows_address:
        sentence = _(
            "There is a record. Your mail server stands in your own network: see that the record names the address"
            " from which it sends."
        )
        return Finding("spf", "unsure", sentence, seen=text)
    if mechanism.startswith("include:"):
        is_named = mechanism.removeprefix("include:") in judge.included
    else:
        addresses = [ip_address(one) for one in _addresses(host, dns)]
        if not addresses:
            sentence = _("There is a record, but {host} has no address: whether it may send cannot be told.")
            return Finding("spf", "unsure", sentence.format(host=host), seen=text)
        is_named = all(spf.Judge(dns).says(domain, text, one) == "+" for one in addresses)
    if is_named:
        return Finding("spf", "good", _("{host} may send for this domain.").format(host=host), seen=text)
    sentence = _("{host} is not among the servers that may send for this domain. Change the record to this one.")
    return Finding(
        "spf", "missing", sentence.format(host=host), Record(domain, spf.with_mechanism(text, mechanism)), seen=text
    )


def _addresses(host: str, dns: Dns) -> tuple[str, ...]:
    try:
        return (str(ip_address(host)),)
    except ValueError:
        return dns.addresses(host)
