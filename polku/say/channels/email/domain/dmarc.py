"""DMARC in plain words: what others shall do with letters that only claim to be ours."""

from django.utils.translation import gettext as _

from polku.say.channels.email.domain.dns import Dns, Silent
from polku.say.channels.email.domain.finding import Finding
from polku.say.channels.email.domain.tags import tags
from polku.say.channels.email.signing.record import Record

POLICIES = ("none", "quarantine", "reject")
MOST_LABELS = 8


def upwards(domain: str) -> list[str]:
    """The domain and those above it: the nearest record counts. Not the last label, which is nobody's own."""
    labels = domain.split(".")[-MOST_LABELS:]
    return [".".join(labels[at:]) for at in range(max(1, len(labels) - 1))]


def finding(domain: str, returns: str, dns: Dns, *, is_signed: bool) -> Finding:
    """`returns`: the domain of the return path. `is_signed`: a key of the domain signs."""
    new = Record(f"_dmarc.{domain}", "v=DMARC1; p=none")
    try:
        name, texts = _nearest(domain, dns)
    except Silent:
        return Finding("dmarc", "silent", _("DNS does not answer at the moment."), new)
    if not texts:
        sentence = _("There is no DMARC record. Gmail and Yahoo ask senders of many letters for one.")
        return Finding("dmarc", "missing", sentence, new)
    seen = " ⏎ ".join(texts)
    if len(texts) > 1:
        sentence = _("There are several DMARC records, so mail servers heed none of them. Keep one.")
        return Finding("dmarc", "wrong", sentence, None, seen)
    said = tags(texts[0])
    policy = said.get("sp", said.get("p", "")) if name != domain else said.get("p", "")
    if policy.lower() not in POLICIES:
        sentence = _("The record does not say what to do with forged letters: p must be none, quarantine or reject.")
        return Finding("dmarc", "wrong", sentence, new, seen)
    if not is_signed and not _is_aligned(domain, returns, is_strict=said.get("aspf", "r") == "s"):
        sentence = _(
            "Letters come back to {returns}, another domain than the sender’s, and no key signs: to DMARC they look"
            " forged. Let a key sign."
        )
        return Finding("dmarc", "wrong", sentence.format(returns=returns), None, seen)
    if policy.lower() == "none":
        sentence = _(
            "There is a record. It only watches (p=none): once all that you send passes, p=quarantine keeps forged"
            " letters away from your customers."
        )
        return Finding("dmarc", "good", sentence, None, seen)
    return Finding("dmarc", "good", _("Forged letters are turned away."), None, seen)


def _nearest(domain: str, dns: Dns) -> tuple[str, list[str]]:
    for name in upwards(domain):
        texts = [text for text in dns.texts(f"_dmarc.{name}") if tags(text).get("v", "").upper() == "DMARC1"]
        if texts:
            return name, texts
    return domain, []


def _is_aligned(domain: str, returns: str, *, is_strict: bool) -> bool:
    """Strict: the same. Else one stands below the other; that both have one parent is not looked for."""
    if domain == returns:
        return True
    return not is_strict and (domain.endswith(f".{returns}") or returns.endswith(f".{domain}"))
