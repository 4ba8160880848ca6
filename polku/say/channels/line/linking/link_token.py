"""Asking LINE for a link token: for one of its users, ten minutes, once."""

from polku.kit import net
from polku.say.channels.line.answers import plain
from polku.say.channels.line.client import Client
from polku.say.channels.line.linking.problems import NotReached
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.setup.asking import asked
from polku.say.channels.line.trouble import LineTrouble


def link_token(account: LineAccount, user_id: str) -> str:
    """Raises NotReached."""

    async def work(client: Client) -> net.Answer:
        return await client.ask("POST", f"/v2/bot/user/{user_id}/linkToken")

    try:
        answer = asked(account, work)
    except LineTrouble as problem:
        raise NotReached(str(problem)) from problem
    token = (plain(answer) or {}).get("linkToken") if answer.status == 200 else None
    if not isinstance(token, str) or not token:
        raise NotReached(f"linkToken answers {answer.status}")
    return token
