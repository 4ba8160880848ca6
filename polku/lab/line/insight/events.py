"""Impressions, clicks and plays of one statistic, or of several days' together."""

from collections.abc import Collection
from typing import Any

from polku.lab.line.account import Account
from polku.lab.line.insight.hidden import people, times, together
from polku.lab.line.looks import Looks, Tally

SHARES = (25, 50, 75, 100)


def overview(account: Account, names: Collection[str]) -> dict[str, Any]:
    looks = account.shelf(Looks)
    played = [tally for (name, _, share), tally in looks.played.items() if name in names and share == 0]
    whole = [tally for (name, _, share), tally in looks.played.items() if name in names and share == 100]
    return {
        "uniqueImpression": people(together(looks.openers[name] for name in names if name in looks.openers)),
        "uniqueClick": people(together(looks.clickers[name] for name in names if name in looks.clickers)),
        "uniqueMediaPlayed": people(together(played)),
        "uniqueMediaPlayed100Percent": people(together(whole)),
    }


def bubbles(account: Account, names: Collection[str], *, with_people: bool) -> list[dict[str, Any]]:
    """`with_people`: how many different people saw each; told of units only."""
    looks = account.shelf(Looks)
    numbers = sorted({bubble for name, bubble in looks.seen if name in names})
    return [_bubble(looks, names, bubble, with_people=with_people) for bubble in numbers]


def clicks(account: Account, names: Collection[str]) -> list[dict[str, Any]]:
    looks = account.shelf(Looks)
    places = sorted({(bubble, url) for name, url, bubble in looks.clicked if name in names})
    told = []
    for bubble, url in places:
        of_place = together(looks.clicked[name, url, bubble] for name in names if (name, url, bubble) in looks.clicked)
        of_url = together(tally for (name, one, _), tally in looks.clicked.items() if name in names and one == url)
        told.append(
            {
                "seq": bubble,
                "url": url,
                "click": times(of_place),
                "uniqueClick": people(of_place),
                "uniqueClickOfRequest": people(of_url),
            }
        )
    return told


def _bubble(looks: Looks, names: Collection[str], bubble: int, *, with_people: bool) -> dict[str, Any]:
    def played(share: int) -> Tally:
        return together(looks.played[name, bubble, share] for name in names if (name, bubble, share) in looks.played)

    seen = together(looks.seen[name, bubble] for name in names if (name, bubble) in looks.seen)
    said: dict[str, Any] = {"seq": bubble, "impression": times(seen)}
    said |= {"mediaPlayed": times(played(0)), "uniqueMediaPlayed": people(played(0))}
    for share in SHARES:
        said[f"mediaPlayed{share}Percent"] = times(played(share))
        said[f"uniqueMediaPlayed{share}Percent"] = people(played(share))
    if with_people:
        said["uniqueImpression"] = people(seen)
    return said
