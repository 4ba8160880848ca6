"""Opening hours as people write them: "09:00–12:30, 14–18"; over midnight where they end earlier than they begin."""

import re
from collections.abc import Iterable
from functools import lru_cache

from polku.know.places.opening import DAY_MIN, Span, Spans
from polku.know.places.problems import WrongHours

MOST = 6  # a day
SPAN = re.compile(r"(\d{1,2})(?:[:.：h](\d\d))?\s*[-–—−~〜～ー]\s*(\d{1,2})(?:[:.：h](\d\d))?")
APART = re.compile(r"[,;、，\n]")


@lru_cache(maxsize=5_000)  # hours of many stores and days are alike
def spans_of(text: str) -> Spans:
    """Nothing of an empty text: closed. Overlapping ones become one. Raises WrongHours."""
    parts = [part.strip() for part in APART.split(text) if part.strip()]
    if len(parts) > MOST:
        raise WrongHours(text)
    return _joined(sorted(_span(part) for part in parts))


def texts_of(spans: Spans) -> list[str]:
    """As they are kept, and as programs see them: ["09:00-12:30", "14:00-18:00"]"""
    return [f"{_clock(span.begins)}-{_clock(span.ends)}" for span in spans]


def in_line(texts: Iterable[str]) -> str:
    """For people: "09:00–12:30, 14:00–18:00" """
    return ", ".join(text.replace("-", "–") for text in texts)


def _span(text: str) -> Span:
    found = SPAN.fullmatch(text)
    if found is None:
        raise WrongHours(text)
    begin_h, begin_min, end_h, end_min = (int(one or 0) for one in found.groups())
    begins, ends = begin_h * 60 + begin_min, end_h * 60 + end_min
    if begins >= DAY_MIN or ends > DAY_MIN or max(begin_min, end_min) > 59 or begins == ends:
        raise WrongHours(text)
    return Span(begins, ends if ends > begins else ends + DAY_MIN)


def _joined(spans: list[Span]) -> Spans:
    found: list[Span] = []
    for span in spans:
        if found and span.begins <= found[-1].ends:
            span = Span(found[-1].begins, max(found.pop().ends, span.ends))
        found.append(span)
    if found and found[-1].ends >= found[0].begins + DAY_MIN > DAY_MIN:  # the whole day and more
        return (Span(0, DAY_MIN),)
    return tuple(found)


def _clock(minutes: int) -> str:
    minutes = minutes if minutes <= DAY_MIN else minutes - DAY_MIN
    return f"{minutes // 60:02}:{minutes % 60:02}"
