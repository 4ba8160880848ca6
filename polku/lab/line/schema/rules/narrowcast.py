"""To whom a narrowcast goes."""

from collections.abc import Iterator
from typing import Any

from polku.lab.line.schema.faults import Faults, Place

MOST_GROUPS, MOST_FILTERS = 10, 10


def narrowcast(request: dict[str, Any], at: Place, faults: Faults) -> None:
    groups = [one for one in leaves(request.get("recipient")) if one["type"] != "operator"]
    if len(groups) > MOST_GROUPS:
        faults.add((at, "recipient"), f"At most {MOST_GROUPS} audiences and redeliveries")
    demographic = (request.get("filter") or {}).get("demographic")
    if len(list(leaves(demographic))) > MOST_FILTERS:
        faults.add(((at, "filter"), "demographic"), f"At most {MOST_FILTERS} filters")
    limit = request.get("limit") or {}
    if limit.get("forbidPartialDelivery") and not limit.get("upToRemainingQuota"):
        faults.add(((at, "limit"), "forbidPartialDelivery"), "Can be used with upToRemainingQuota only")


def operator(one: dict[str, Any], at: Place, faults: Faults) -> None:
    given = [name for name in ("and", "or", "not") if one.get(name) is not None]
    if len(given) != 1 or one[given[0]] == []:
        faults.add(at, "Exactly one of and, or, not must be given, and not be empty")


def audience(one: dict[str, Any], at: Place, faults: Faults) -> None:
    if one.get("audienceGroupId") is None:
        faults.add((at, "audienceGroupId"), "May not be empty")


def redelivery(one: dict[str, Any], at: Place, faults: Faults) -> None:
    if not one.get("requestId"):
        faults.add((at, "requestId"), "May not be empty")


def one_of(one: dict[str, Any], at: Place, faults: Faults) -> None:
    if not one.get("oneOf"):
        faults.add((at, "oneOf"), "May not be empty")


def from_to(one: dict[str, Any], at: Place, faults: Faults) -> None:
    if one.get("gte") is None and one.get("lt") is None:
        faults.add(at, "One of gte and lt must be given")


def leaves(one: dict[str, Any] | None) -> Iterator[dict[str, Any]]:
    """The parts of a recipient or a filter that are no operators."""
    if not one:
        return
    if one["type"] != "operator":
        yield one
    for inner in (*(one.get("and") or ()), *(one.get("or") or ()), one.get("not")):
        yield from leaves(inner)


RULES = {
    "NarrowcastRequest": narrowcast,
    "OperatorRecipient": operator,
    "OperatorDemographicFilter": operator,
    "AudienceRecipient": audience,
    "RedeliveryRecipient": redelivery,
    "GenderDemographicFilter": one_of,
    "AppTypeDemographicFilter": one_of,
    "AreaDemographicFilter": one_of,
    "AgeDemographicFilter": from_to,
    "SubscriptionPeriodDemographicFilter": from_to,
}
