"""From a letter of the outbox to what goes over the wire."""

from collections.abc import Sequence

import msgspec
from django.utils.html import escape, linebreaks, urlize
from django.utils.translation import gettext as _

from polku.say.channels.channel import Letter
from polku.say.channels.email import address, headers, links, mime
from polku.say.channels.email.html import part
from polku.say.channels.email.models import EmailServer
from polku.say.channels.email.names import name_of
from polku.say.channels.email.settings import TOKEN_PLACE, sender_domain
from polku.say.channels.email.signing.sign import Signer, signed

END = b".\r\n"


class Job(msgspec.Struct, gc=False):
    """One letter on its way. `recipient` and `sender` as they stand between < and >."""

    sender: bytes
    recipient: bytes
    content: bytes  # to the end of DATA
    needs_utf8: bool = False
    signers: Sequence[Signer] = ()  # that have not signed yet
    at_s: int = 0

    def seal(self) -> None:
        """Sign it. Here and not when it is written: while one letter is signed others are on their way."""
        if self.signers:
            self.content = signed(self.content.removesuffix(END), self.signers, at_s=self.at_s) + END
            self.signers = ()

    @property
    def commands(self) -> list[bytes]:
        extra = b" SMTPUTF8" if self.needs_utf8 else b""
        return [b"MAIL FROM:<%b>%b\r\n" % (self.sender, extra), b"RCPT TO:<%b>\r\n" % self.recipient, b"DATA\r\n"]


class Composer:
    """For the letters of one block: what they share is made once."""

    def __init__(self, server: EmailServer, *, at_ms: int, signers: Sequence[Signer] = ()) -> None:
        self._server = server
        self._signers = signers
        self._at_ms = at_ms
        sender = address.read(server.from_address) or address.Address("", "")
        reply_to = address.read(server.reply_to)
        self._domain = sender_domain(server)
        self._envelope = mime.Envelope.of(
            sender=headers.mailbox("From", server.from_name, sender),
            reply_to=headers.mailbox("Reply-To", "", reply_to) if reply_to else b"",
            more=b"Precedence: bulk\r\n",
        )
        self._from = sender

    def job(self, letter: Letter, to: address.Address) -> Job:
        name = name_of(letter.message_id)
        text, html = self._parts(letter)
        content = mime.letter(
            self._envelope,
            to=to,
            subject=letter.subject,
            text=text,
            html=html,
            message_id=f"{name}@{self._domain}",
            at_ms=self._at_ms,
            more=self._more(letter),
        )
        back = self._return_path(name)
        needs_utf8 = to.needs_utf8 or back.needs_utf8 or self._from.needs_utf8
        return Job(back.text.encode(), to.text.encode(), content + END, needs_utf8, self._signers, self._at_ms // 1000)

    def _parts(self, letter: Letter) -> tuple[bytes, bytes]:
        text, pieces = letter.text, letter.html
        leave = letter.unsubscribe_url
        if not pieces:
            # A plain text has no place where the editor put the link; everybody must find one.
            if leave and leave not in text:
                text = f"{text.rstrip()}\n\n{_('Unsubscribe')}: {leave}\n"
            pieces = (_page(text),)
        tracks, picture = None, ""
        if self._server.tracks_clicks and letter.tracks_clicks:
            tracks = links.Tracks(letter.message_id)
            text = tracks.in_text(text)
        if self._server.tracks_opens and letter.tracks_opens:
            picture = links.picture(letter.message_id)
        return mime.encoded(text), part(pieces, tracks=tracks, picture=picture)

    def _more(self, letter: Letter) -> bytes:
        """Whom to tell about complaints, and how to leave with one click (RFC 8058)."""
        fields = b"Feedback-ID: %d:email:polku:%b\r\n" % (letter.campaign_id or 0, self._domain.encode())
        if leave := letter.unsubscribe_url:
            fields += b"List-Unsubscribe: <%b>\r\n" % leave.encode()
            fields += b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
        return fields

    def _return_path(self, name: str) -> address.Address:
        given = self._server.bounce_address.replace(TOKEN_PLACE, name, 1)
        return (address.read(given) if given else None) or self._from


def _page(text: str) -> str:
    body = urlize(linebreaks(escape(text), autoescape=False))
    return f'<!doctype html><html><head><meta charset="utf-8"></head><body>{body}</body></html>'
