"""Kinds of identities: which leads, and how many of each one person may have."""

# The strongest first. Own kinds (an external id of any other type) come after these, then push, then anonymous_id.
STRONGEST = ("user_id", "loyalty_card", "line", "wechat_unionid", "wechat_openid", "email", "phone")
RANKS = {kind: rank for rank, kind in enumerate(STRONGEST)}
OWN_KIND = len(STRONGEST)
RANKS |= {"push": OWN_KIND + 1, "anonymous_id": OWN_KIND + 2}

MOST_CLAIMS = (
    3  # user_ids that may claim one device, e-mail or phone; with one more it is shared and tells nobody apart
)
MOST_LINKS = 1_000  # direct links of any identity; with one more ("guest", "null") it is a crowd, not a person
MOST_IDENTITIES = 500  # of one person
MOST_TRAITS = (
    1_000  # fields that one identity keeps: a program that writes ids into field names would add them for ever
)
MOST_OF_KIND = {
    "user_id": 5,  # joined by alias only
    "loyalty_card": 20,
    "line": 20,
    "wechat_unionid": 20,
    "wechat_openid": 20,
    "email": 50,
    "phone": 50,
}

# Why a link joins nobody, in the order in which the rules are asked.
SHARED = "shared"
KNOWN_USERS = "known users"
CAP = "cap"


def rank(kind: str) -> int:
    return RANKS.get(kind, OWN_KIND)
