"""What the columns of a file hold: guessed by what they are called, and by what stands in them."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from polku.know.events.imports.amounts import number_reader
from polku.know.events.imports.dates import instant_reader
from polku.know.events.imports.fields import HEADINGS, map_columns
from polku.know.events.imports.look import Look
from polku.know.events.imports.problems import AmbiguousDates
from polku.know.events.imports.yes_or_no import NO, YES

MOST = 0.8  # of a column's values make its kind

_email = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_phone = re.compile(r"(\+|00?)[\d\s()./-]{7,20}")
_COUNTRIES = frozenset(
    "AD AE AF AG AL AM AR AT AU AZ BA BB BD BE BG BH BN BO BR BS BT BW BY BZ CA CD CH CI CL CM CN CO CR CU CY CZ DE DK "
    "DO DZ EC EE EG ES ET FI FJ FR GB GE GH GR GT HK HN HR HU ID IE IL IN IQ IR IS IT JM JO JP KE KH KR KW KZ LA LB LK "
    "LT LU LV LY MA MC MD ME MG MK MM MN MO MT MU MV MX MY NA NG NI NL NO NP NZ OM PA PE PH PK PL PR PT PY QA RO RS RU "
    "RW SA SE SG SI SK SN SV SY TH TN TR TT TW TZ UA UG US UY UZ VE VN YE ZA ZM ZW".split()
)
_CURRENCIES = frozenset(
    "AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KES KRW MAD MXN MYR NGN "
    "NOK NZD PEN PHP PKR PLN RON RSD RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR".split()
)


def guess(kind: str, look: Look) -> dict[str, str]:
    """Field → heading. What nothing is known of becomes a trait of people, and is left out of all else."""
    found = map_columns(look.header, HEADINGS[kind], given={}, rest=False)
    for field, is_such in _MUST_BE.items():
        if field in found and not is_such(_texts(look.values[found[field]])):
            heading = found.pop(field)
            if field == "user_id" and "email" not in found:
                found["email"] = heading  # "customer" may be a number, or an address
    free = [name for name in look.header if name not in found.values()]
    for field, is_such in _LOOKS_LIKE[kind].items():
        if field in found or (field == "products.price" and {"products.amount", "revenue"} & set(found)):
            continue
        such = [name for name in free if is_such(_texts(look.values[name]))]
        if such:
            found[field] = such[0]
            free.remove(such[0])
    if kind == "people":
        found |= {name: name for name in free if name not in found and not name.startswith("column ")}
    return found


def is_emails(texts: Sequence[str]) -> bool:
    return _are(texts, lambda text: _email.fullmatch(text) is not None)


def is_phones(texts: Sequence[str]) -> bool:
    return _are(texts, lambda text: _phone.fullmatch(text) is not None and sum(map(str.isdecimal, text)) >= 8)


def is_countries(texts: Sequence[str]) -> bool:
    return _are(texts, lambda text: text.upper() in _COUNTRIES)


def is_currencies(texts: Sequence[str]) -> bool:
    return _are(texts, lambda text: text.upper() in _CURRENCIES)


def is_dates(texts: Sequence[str]) -> bool:
    """Written as days, not as mere numbers: those may be anything."""
    written = [text for text in texts if not text.isdecimal() or (len(text) == 8 and text[:2] in ("19", "20"))]
    if len(written) < MOST * len(texts):
        return False
    try:
        read = instant_reader(written)
    except AmbiguousDates:
        return bool(written)
    return _are(written, lambda text: read(text) is not None)


def is_yes_or_no(texts: Sequence[str]) -> bool:
    return _are(texts, lambda text: "".join(filter(str.isalnum, text.lower())) in YES | NO)


def is_money(texts: Sequence[str]) -> bool:
    """Numbers, some of them with a fraction or a currency's sign."""
    read = number_reader(texts)
    return any(not text.isdecimal() for text in texts) and _are(texts, lambda text: read(text) is not None)


_MUST_BE: dict[str, Callable[[Sequence[str]], bool]] = {
    "user_id": lambda texts: not is_emails(texts),
    "email": lambda texts: not texts or is_emails(texts),
    "said": lambda texts: not texts or is_yes_or_no(texts),
    "timestamp": lambda texts: not texts or is_dates(texts) or all(text.isdecimal() for text in texts),
}
_LOOKS_LIKE: dict[str, dict[str, Callable[[Sequence[str]], bool]]] = {
    "people": {"email": is_emails, "phone": is_phones, "country": is_countries},
    "orders": {"email": is_emails, "timestamp": is_dates, "currency": is_currencies, "products.price": is_money},
    "consents": {"email": is_emails, "phone": is_phones, "said": is_yes_or_no, "timestamp": is_dates},
}


def _texts(values: Iterable[object]) -> list[str]:
    texts = (unicodedata.normalize("NFKC", str(value)).strip() for value in values if value is not None)
    return [text for text in texts if text]


def _are(texts: Sequence[str], is_one: Callable[[str], bool]) -> bool:
    def holds(text: str) -> bool:
        try:
            return is_one(text)
        except ValueError:
            return False

    return bool(texts) and sum(map(holds, texts)) >= MOST * len(texts)
