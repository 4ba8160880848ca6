"""Who a token is of, and the end of what somebody agreed to."""

from polku.lab.liff.apps import Liff, LiffToken
from polku.lab.line.web.call import Answer, Call, Refused, told
from polku.lab.line.web.tokens import LoginTokens, account_of
from polku.lab.login.codes import Logins
from polku.lab.people import person


def user_info(call: Call) -> Answer:
    """`GET /oauth2/v2.1/userinfo`, as OpenID Connect has it."""
    grant = _of(call, call.header(b"authorization").removeprefix("Bearer "))
    account = next(one for one in call.world.accounts if one.login_channel_id == grant.login_channel_id)
    return told({"sub": account.ids.of(grant.number), "name": person(grant.number).name})


def deauthorize(call: Call) -> Answer:
    """`POST /user/v1/deauthorize`: with a token of the Login channel, and the person's own in `userAccessToken`."""
    account = account_of(call, login=True)
    token = str(call.read().get("userAccessToken", ""))
    grant, liff = _of(call, token), call.world.shelf(Liff)
    if grant.login_channel_id != account.login_channel_id:
        raise Refused(400, "invalid user access token")
    for one in [name for name, kept in liff.tokens.items() if _same(kept, grant)]:
        del liff.tokens[one]
        call.world.shelf(LoginTokens).known.pop(one, None)
    refreshes = call.world.shelf(Logins).refreshes
    for name in [name for name, kept in refreshes.items() if (kept.account, kept.number) == (account, grant.number)]:
        del refreshes[name]
    return Answer(204, b"")


def _same(one: LiffToken, other: LiffToken) -> bool:
    return (one.login_channel_id, one.number) == (other.login_channel_id, other.number)


def _of(call: Call, token: str) -> LiffToken:
    grant = call.world.shelf(Liff).tokens.get(token)
    if grant is None or grant.until_s < call.world.clock.patience_s():
        raise Refused(401, "The access token expired")
    return grant
