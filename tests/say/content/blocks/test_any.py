"""Whatever blocks and whatever facts: sound HTML, no script, nothing that anybody wrote becomes markup."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from polku.say.content.blocks.read import mail_of
from polku.say.content.email import fill, make
from polku.say.content.problem import BrokenTemplate
from tests.say.content.blocks.conftest import LEAVE
from tests.say.content.blocks.reading import Reading

NASTY = st.sampled_from(
    [
        "<script>alert(1)</script>", '" onerror="x', "'><img src=x>", "-->", "]]>", "<!--[if mso]>", "</style>",
        "&#60;", "javascript:alert(1)", "{% if %}", "zzhole0zz", "zzhole900001zz", "**", "*", "_",
        "[", "](", "- ", "1. ", "\n", "\n\n", "\r\n", "\x00", "\u2028", "\ue000", "\U000f0000", "https://x.example",
        "ä", "鈴木", "👩‍👧",
    ]
)  # fmt: skip
WORDS = st.lists(NASTY | st.text(max_size=8), max_size=8).map("".join)
FIELDS = st.sampled_from(
    [
        "{{ person.name }}", '{{ person.name | default: "<b>" }}', "{{ person.list | join: person.name }}",
        '{{ "<i>" }}',
        "{{ person.name | upcase | slice: 1, 4 }}", "{% if person.name %}a{% else %}b{% endif %}",
        "\n{% for one in person.list %}\n", "\n{% endfor %}\n", "{% assign x = person.name %}{{ x }}",
        "{% capture x %}<u>{{ person.name }}{% endcapture %}{{ x }}", "{{ person.name | newline_to_br }}",
    ]
)  # fmt: skip
TEXT = st.lists(WORDS | FIELDS, max_size=6).map("".join)
URL = st.sampled_from(["https://x.example/{{ person.name }}", "{{ person.name }}", "mailto:{{ person.name }}"]) | TEXT
SRC = st.sampled_from(["https://img.example/a.png", 'https://img.example/"><script>', "data:text/html,x"]) | WORDS


def block(kind, **fields):
    return st.fixed_dictionaries({"kind": st.just(kind)}, optional=fields)


INNER = st.one_of(
    block("heading", text=TEXT, look=st.sampled_from(["large", "small", "banner"])),
    block("text", text=TEXT, align=st.sampled_from(["left", "center", "right"])),
    block("button", label=TEXT, url=URL),
    block("image", src=SRC, alt=TEXT, url=URL, width=st.integers(10, 100)),
    block("product", title=TEXT, text=TEXT, price=TEXT, src=SRC, alt=TEXT, url=URL, label=TEXT),
    block("divider"),
    block("spacer", height=st.integers(4, 120)),
)
MAILS = st.fixed_dictionaries(
    {"blocks": st.lists(INNER | block("columns", left=st.lists(INNER, max_size=2), right=st.lists(INNER, max_size=2))
                        | block("footer", address=TEXT, text=TEXT, unsubscribe=TEXT), max_size=5)},
    optional={"preheader": TEXT, "accent": st.from_regex(r"\A#[0-9a-f]{6}\Z")},
)  # fmt: skip
LIQUID = st.sampled_from(["{{ person.email }}", "{% echo person.email %}"])
NAME = st.lists(WORDS | LIQUID, max_size=3).map("".join)
FACTS = st.fixed_dictionaries({"name": NAME, "list": st.lists(NAME, max_size=3), "email": st.just("secret@x.example")})
HARMLESS = re.compile(r"#|https?://|mailto:|tel:", re.IGNORECASE)


@settings(max_examples=300, deadline=None)
@given(MAILS, TEXT, FACTS)
def test_any_blocks_and_any_facts_make_a_sound_and_harmless_mail(mail, subject, facts):
    try:
        made = fill(make(subject, mail_of(mail)), facts, **LEAVE)
    except BrokenTemplate:
        return

    html = Reading(made.html)
    assert html.faults == []
    assert [link for link in html.links if not HARMLESS.match(link)] == []
    assert [src for src, _alt in html.pictures if not src.startswith("https://")] == []
    assert html.links[-2:] == list(LEAVE.values())
    assert made.text.strip() != ""
    assert all(address in made.text for address in LEAVE.values())
    assert len(made.subject.splitlines()) <= 1
    assert "secret@x.example" not in made.html


@settings(max_examples=200, deadline=None)
@given(WORDS)
def test_any_name_is_read_as_it_is_written(name):
    """In HTML, spaces and what is no character apart."""
    letters = "".join(re.findall(r"[^\W_]", name))
    mail = mail_of({"blocks": [{"kind": "heading", "text": "{{ person.name }}"}]})

    html = Reading(fill(make("x", mail), {"name": name}, **LEAVE).html)

    assert (
        "".join(re.findall(r"[^\W_]", "".join(html.words_apart))).removesuffix("ChoosewhatyougetUnsubscribe") == letters
    )
