"""Whether the record of a key stands in DNS, in plain words."""

from django.utils.translation import gettext as _

from polku.say.channels.email.domain.dns import Dns, Silent
from polku.say.channels.email.domain.finding import Finding
from polku.say.channels.email.domain.tags import tags
from polku.say.channels.email.models import DkimKey
from polku.say.channels.email.signing.record import record_of


def finding(key: DkimKey, dns: Dns) -> Finding:
    record = record_of(key)
    try:
        texts = [text for text in dns.texts(record.name) if "p" in tags(text)]
    except Silent:
        return Finding(key.selector, "silent", _("DNS does not answer at the moment."), record)
    if not texts:
        return Finding(key.selector, "missing", _("The record is not in DNS yet."), record)
    seen = " ⏎ ".join(texts)
    if len(texts) > 1:
        sentence = _("There are several records of this name; keep only this one.")
        return Finding(key.selector, "wrong", sentence, record, seen)
    said = tags(texts[0])
    if not said["p"]:
        return Finding(key.selector, "wrong", _("The record says that this key is withdrawn."), record, seen)
    if said["p"] != key.public or said.get("k", "rsa") != key.algorithm:
        sentence = _("The record in DNS holds another key, or was not copied whole.")
        return Finding(key.selector, "wrong", sentence, record, seen)
    return Finding(key.selector, "good", _("The record is published."), None, seen)
