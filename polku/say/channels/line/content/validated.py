"""What LINE itself says of finished messages, before anybody gets them: its `validate` endpoint sends nothing."""

from django.utils.translation import gettext as _

from polku.kit import net
from polku.say.channels.line import answers, thread
from polku.say.channels.line.asking import ask
from polku.say.channels.line.client import Client
from polku.say.channels.line.models import LineAccount
from polku.say.channels.line.trouble import LineTrouble
from polku.say.content.problem import Problem

PATH = "/v2/bot/message/validate/{way}"


def refusals(account: LineAccount, chat: bytes, *, way: str = "push") -> list[Problem]:
    """`chat`: an array of messages; `way`: by which they are to go. Nothing is refused where LINE cannot be asked."""

    async def work(client: Client) -> net.Answer:
        return await client.ask("POST", PATH.format(way=way), body=b'{"messages":%b}' % chat)

    try:
        answer = ask(account, work)
    except (LineTrouble, net.NetError):
        return []
    finally:
        thread.close()
    if answer.status != 400:
        return []
    return [Problem(_("LINE does not take this message: {0}").format(answers.said(answer)), field="blocks")]
