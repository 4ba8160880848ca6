"""Blocks set in MJML. Whatever people wrote is a hole here: nothing of it can be taken for markup."""

from html import escape

from polku.say.content.blocks.addresses import picture
from polku.say.content.blocks.blocks import (
    AnyBlock,
    Button,
    Columns,
    Divider,
    Footer,
    Heading,
    Image,
    Mail,
    Product,
    Spacer,
    Text,
)
from polku.say.content.blocks.look import DARK, FONTS, INK, LINE, PAGE, SHEET, SIDE, SOFT, WIDTH, on, readable
from polku.say.content.blocks.pieces import Holes
from polku.say.content.blocks.usual import usual

# Mail programs show the first words of a mail beside its subject: after the preheader, nothing for a while.
NOTHING = "\u034f\u200c\u00a0" * 60
PREFERENCES, UNSUBSCRIBE = "zzhole900001zz", "zzhole900002zz"


def mjml(mail: Mail, holes: Holes) -> str:
    """The whole mail. Raises BrokenTemplate."""
    body = [block for block in mail.blocks if not isinstance(block, Footer)]
    footers = [block for block in mail.blocks if isinstance(block, Footer)]
    setting = _Setting(mail, holes)
    sections = "".join(setting.section(block) for block in body)
    preview = holes.hole("words", mail.preheader) + NOTHING if mail.preheader else ""
    colours = {"link": readable(mail.accent, on_dark=False), "dark_link": readable(mail.accent, on_dark=True)}
    look = f'css-class="sheet" background-color="{SHEET}" border-radius="14px" padding="28px 0"'
    sheet = f"<mj-wrapper {look}>{sections}</mj-wrapper>"
    return f"""<mjml{f' lang="{mail.language}"' if mail.language else ""}>
<mj-head>
<mj-title>zzhole900003zz</mj-title>
<mj-preview>{preview}</mj-preview>
<mj-attributes>
<mj-all font-family="{FONTS}"/>
<mj-section padding="0"/><mj-column padding="0"/>
<mj-text font-size="16px" line-height="1.65" color="{INK}" padding="6px {SIDE}px"/>
<mj-image padding="10px {SIDE}px"/>
<mj-divider border-width="1px" border-color="{LINE}" padding="18px {SIDE}px"/>
</mj-attributes>
<mj-style>{DARK % colours}</mj-style>
<mj-raw><meta name="color-scheme" content="light dark"></mj-raw>
</mj-head>
<mj-body background-color="{PAGE}" width="{WIDTH}px" css-class="page">
<mj-section padding="12px 0"><mj-column><mj-spacer height="12px"/></mj-column></mj-section>
{sheet if body else ""}
{"".join(setting.section(block) for block in footers)}
</mj-body>
</mjml>"""


class _Setting:
    def __init__(self, mail: Mail, holes: Holes) -> None:
        self.mail, self.holes = mail, holes
        self._is_titled = False

    def section(self, block: AnyBlock) -> str:
        match block:
            case Heading(look="banner"):
                return self._banner(block)
            case Columns():
                left, right = ("".join(self.inner(one, side=16) for one in side) for side in (block.left, block.right))
                column = '<mj-column width="50%" vertical-align="top">'
                sides = f"{column}{left}</mj-column>{column}{right}</mj-column>"
                return f'<mj-section padding="4px {SIDE - 16}px">{sides}</mj-section>'
            case Footer():
                return f'<mj-section padding="8px 0 32px"><mj-column>{self._footer(block)}</mj-column></mj-section>'
        return f"<mj-section><mj-column>{self.inner(block)}</mj-column></mj-section>"

    def inner(self, block: AnyBlock, *, side: int = SIDE) -> str:
        hole = self.holes.hole
        match block:
            case Heading():
                size, look = ("30px", "ink big") if block.look == "large" else ("20px", "ink")
                return (
                    f'<mj-text css-class="{look}" font-size="{size}" font-weight="700" line-height="1.25"'
                    f' letter-spacing="-0.3px" align="{block.align}" padding="10px {side}px 8px">'
                    f"{self._titled(hole('words', block.text), f'font-size:{size};line-height:1.25')}</mj-text>"
                )
            case Text():
                return (
                    f'<mj-text css-class="ink accent-link" align="{block.align}" padding="6px {side}px 0">'
                    f"{hole('rich', block.text)}</mj-text>"
                )
            case Button():
                return self._button(block.label, block.url, align=block.align, side=side)
            case Image():
                return self._picture(block.src, block.alt, block.url, width=block.width, side=side)
            case Divider():
                return f'<mj-divider css-class="line" padding="18px {side}px"/>'
            case Spacer():
                return f'<mj-spacer height="{block.height}px"/>'
            case Product():
                return self._product(block, side=side)
        return ""

    def _banner(self, block: Heading) -> str:
        accent = self.mail.accent
        words = self._titled(self.holes.hole("words", block.text), "font-size:32px;line-height:1.2")
        return (
            '<mj-section padding="0 20px 16px"><mj-column'
            f' background-color="{accent}" inner-border-radius="12px" border-radius="12px" padding="40px 0">'
            f'<mj-text css-class="big" font-size="32px" font-weight="700" line-height="1.2" letter-spacing="-0.5px"'
            f' color="{on(accent)}" align="{block.align}" padding="0 28px">{words}</mj-text>'
            "</mj-column></mj-section>"
        )

    def _titled(self, words: str, look: str) -> str:
        """A mail's first heading is its title; whoever has it read aloud jumps from one to the next."""
        level, self._is_titled = "h2" if self._is_titled else "h1", True
        return f'<{level} style="margin:0;font-weight:700;{look}">{words}</{level}>'

    def _button(self, label: str, url: str, *, align: str, side: int) -> str:
        accent = self.mail.accent
        return (
            f'<mj-button href="{self.holes.hole("link", url)}" align="{align}" background-color="{accent}"'
            f' color="{on(accent)}" border-radius="9px" font-size="16px" font-weight="600" line-height="1.3"'
            f' inner-padding="14px 26px" padding="14px {side}px">{self.holes.hole("words", label)}</mj-button>'
        )

    def _picture(self, src: str, alt: str, url: str, *, width: int, side: int, below: int = 10) -> str:
        address = escape(picture(src))
        if not address:
            return ""
        column = (WIDTH if side == SIDE else WIDTH // 2) - 2 * side
        link = f' href="{self.holes.hole("link", url)}"' if url else ""
        return (
            f'<mj-image src="{address}" alt="{self.holes.hole("words", alt)}" width="{column * width // 100}px"'
            f' border-radius="10px" padding="10px {side}px {below}px"{link}/>'
        )

    def _product(self, block: Product, *, side: int) -> str:
        hole = self.holes.hole
        lines = [f'<p style="margin:0;font-weight:600;font-size:17px">{hole("words", block.title)}</p>']
        if block.text:
            lines.append(f'<p style="margin:4px 0 0">{hole("words", block.text)}</p>')
        former = f'<s style="font-weight:400;color:{SOFT}">{hole("words", block.former)}</s>' if block.former else ""
        words = " ".join(one for one in (hole("words", block.price) if block.price else "", former) if one)
        price = f'<p style="margin:4px 0 0;font-weight:700">{words}</p>' if words else ""
        return "".join(
            (
                self._picture(block.src, block.alt, block.url, width=100, side=side),
                f'<mj-text css-class="ink" padding="4px {side}px">{"".join(lines)}{price}</mj-text>',
                self._button(block.label, block.url, align="left", side=side) if block.label else "",
            )
        )

    def _footer(self, block: Footer) -> str:
        hole = self.holes.hole
        words = usual(self.mail.language)
        preferences = hole("words", block.preferences or words.preferences)
        unsubscribe = hole("words", block.unsubscribe or words.unsubscribe)
        style = 'class="link" style="color:inherit;text-decoration:underline"'
        parts = [f'<p style="margin:0 0 8px">{hole("words", text)}</p>' for text in (block.text,) if text]
        if block.address:
            parts.append(f'<div style="margin:0 0 4px">{hole("rich", block.address)}</div>')
        parts.append(
            '<p style="margin:0">'
            f'<a href="{PREFERENCES}" {style}>{preferences}</a> &#160;·&#160; '
            f'<a href="{UNSUBSCRIBE}" {style}>{unsubscribe}</a></p>'
        )
        return (
            f'<mj-text css-class="soft" font-size="13px" line-height="1.6" color="{SOFT}" align="center">'
            f"{''.join(parts)}</mj-text>"
        )
