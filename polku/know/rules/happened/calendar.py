"""on: calendar periods, days of the week and hours of the day, in the shop's time zone or in the person's own."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from polku.know.people.zones import TRAITS
from polku.know.rules.condition import Depends, Node, Writer
from polku.know.rules.happened.calendar_read import PERIODS, Wanted, read_on
from polku.know.rules.happened.calendar_said import in_words
from polku.know.rules.happened.when import NOW, WHEN, When, Word

# Puts its person's zone beside each event: quicker, and smaller, than to look it up for each.
ZONES = """LEFT ANY JOIN (
    SELECT
        id AS zone_of,
        multiIf({first} IN {known}, {first}, {second} IN {known}, {second}, '') AS own_zone
    FROM {people}
    WHERE own_zone NOT IN ('', {zone})
) AS zones ON zones.zone_of = {person}"""
KNOWN = "(SELECT time_zone FROM system.time_zones)"

# Days are counted from 1 January 1970, a Thursday. Weeks begin on Monday.
NUMBER = {
    "day": "toInt32({date})",
    "week": "intDiv(toInt32({date}) + 7003, 7)",
    "month": "(toYear({date}) * 12 + toMonth({date}))",
    "quarter": "(toYear({date}) * 4 + toQuarter({date}))",
    "year": "toYear({date})",
}
LONGEST_DAYS = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}
SINCE = "fromUnixTimestamp64Milli({since:Int64}, 'UTC')"


@dataclass(frozen=True)
class Calendar(When):
    """When it was by the clock and the calendar there. All that is wanted has to be so."""

    wanted: Wanted

    def source(self, write: Writer) -> str:
        if not self.wanted.is_persons:
            return ""
        first, second = (f"ifNull(toString(traits.`{trait}`), '')" for trait in TRAITS)
        people, person = write.tables.people, write.tables.person
        return ZONES.format(first=first, second=second, known=KNOWN, people=people, person=person, zone=_shops(write))

    def sql(self, write: Writer) -> str:
        parts = []
        if self.wanted.period:
            unit, back = PERIODS[self.wanted.period]
            parts.append(_reach(unit, back, NOW))  # the others need not be looked at
            parts.append(f"{self._number(unit, NOW, write)} - {self._number(unit, 'time', write)} = {back}")
        if self.wanted.weekdays:
            days = write.value(list(self.wanted.weekdays), "Array(UInt8)")
            parts.append(f"toDayOfWeek({self._date('time', write)}) IN {days}")
        if self.wanted.hours:
            start, end = self.wanted.hours
            hour, first, last = self._hour(write), write.value(start, "UInt8"), write.value(end, "UInt8")
            both = "AND" if start < end else "OR"
            parts.append(f"({hour} >= {first} {both} {hour} < {last})")
        return " AND ".join(parts)

    def crossed(self, write: Writer) -> str:
        """A period ends where the next one begins; days of the week and hours stay what they were."""
        if not self.wanted.period:
            return ""
        unit, back = PERIODS[self.wanted.period]
        return f"{_reach(unit, back, SINCE)} AND {self._number(unit, SINCE, write)} != {self._number(unit, NOW, write)}"

    def depends(self) -> Depends:
        return Depends(traits=frozenset(TRAITS)) if self.wanted.is_persons else Depends()

    def sentence(self, what: str) -> str:
        what = in_words(what, self.wanted)
        return _("%(what)s (in their own time zone)") % {"what": what} if self.wanted.is_persons else what

    def _number(self, unit: str, at: str, write: Writer) -> str:
        return NUMBER[unit].format(date=self._date(at, write))

    def _date(self, at: str, write: Writer) -> str:
        if self.wanted.is_persons:
            # Few functions take another zone for each row, and this is the quick one.
            return f"toDate32(formatDateTime({at}, '%F', {self._zone(write)}))"
        return f"toDate32(toTimeZone({at}, {self._zone(write)}))"

    def _hour(self, write: Writer) -> str:
        if self.wanted.is_persons:
            return f"toUInt8(formatDateTime(time, '%H', {self._zone(write)}))"
        return f"toHour(toTimeZone(time, {self._zone(write)}))"

    def _zone(self, write: Writer) -> str:
        return f"if(empty(own_zone), {_shops(write)}, own_zone)" if self.wanted.is_persons else _shops(write)


def _shops(write: Writer) -> str:
    # By a name of its own: what several conditions ask for is then the same text, and is joined once.
    write.parameters["shops_zone"] = write.zone
    return "{shops_zone:String}"


def _reach(unit: str, back: int, at: str) -> str:
    """No earlier event can be in the period. Two more days, since it is not the same day everywhere."""
    return f"time >= {at} - toIntervalDay({LONGEST_DAYS[unit] * (back + 1) + 2})"


def _read(node: Node) -> When:
    return Calendar(read_on(node))


WHEN["on"] = Word(_read, is_alone=False)
