"""Chats of every kind, sound ones: what hypothesis draws from."""

from hypothesis import strategies as st

WORDS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="{}%\\"), min_size=1, max_size=12
).filter(lambda text: text.strip()) | st.sampled_from(
    (
        "Hello {{ person.name }}!",
        '{{ person.name | default: "you" }} {x}',
        "**Bold** and [a link](https://example.com/?n={{ person.name }})",
        "- one\n- two {{ person.name }}\n\n1. three",
        "{% if person.orders > 2 %}many{% else %}few{% endif %}",
        "Look: https://example.com/ä?x=1.",
    )
)
LABELS = st.sampled_from(("Yes", "はい 👍🏽", "$5 {ok}", 'Quotes "and" more', "With {{ person.short }}"))
URLS = st.sampled_from(
    (
        "https://example.com",
        "https://kahvila.fi/ä b?n={{ person.name }}",
        "tel:+358401234567",
        "line://app/1",
        "http://例え.jp/a",
    )
)
SRC = st.sampled_from((f"/p/media/{'a' * 43}.png", "https://example.com/a.jpg"))
BASE = st.sampled_from((f"/p/media/{'a' * 43}.png", "https://example.com/map"))
ALT = st.sampled_from(("", "A picture of {{ person.name }}"))


def thing(kind="", **fields):
    return st.fixed_dictionaries(({"kind": st.just(kind)} if kind else {}) | fields)


POSTBACK = thing("postback", label=LABELS, data=LABELS, display_text=LABELS)
MESSAGE = thing("message", label=LABELS, text=WORDS)
URI = thing("uri", label=LABELS, url=URLS)
PICK = thing("datetimepicker", label=LABELS, data=LABELS, mode=st.just("date"), least=st.just("2026-08-31"))
COPY = thing("clipboard", label=LABELS, text=LABELS)
ACTION = st.one_of(POSTBACK, MESSAGE, URI, PICK, COPY, thing("connect", label=LABELS))
QUICK = st.one_of(ACTION, *(thing(kind, label=LABELS) for kind in ("camera", "cameraRoll", "location")))
EMOJI = thing("emoji", product_id=st.just("5ac1bfd5040ab15980c9b435"), emoji_id=st.just("001"))
MENTION = thing("mention", user=st.sampled_from(("", "U" + "a" * 32)))

TEXT = thing("text", text=WORDS)
PLACED = thing(
    "text",
    text=st.sampled_from(("{a} hi {b} {{ person.name }} {a}", "$ {c} {{person.name}}{a}")),
    substitution=thing(a=EMOJI, b=st.one_of(EMOJI, MENTION)),
)
IMAGE = thing("image", src=SRC, alt=ALT)
SIMPLE = st.one_of(
    TEXT,
    IMAGE,
    thing("image", src=SRC, url=URLS),
    thing("heading", text=WORDS, look=st.sampled_from(("large", "small", "banner")), align=st.just("center")),
    thing("button", label=LABELS, url=URLS),
    thing("divider"),
    thing("spacer", height=st.integers(4, 120)),
    thing("product", title=WORDS, text=WORDS, price=LABELS, src=SRC, url=URLS, label=LABELS),
)
INNER = st.one_of(thing("text", text=WORDS), thing("heading", text=WORDS), thing("button", label=LABELS, url=URLS))
COLUMNS = thing("columns", left=st.lists(INNER, max_size=2), right=st.lists(INNER, max_size=2))
CARD = thing("card", blocks=st.lists(st.one_of(SIMPLE, COLUMNS), min_size=1, max_size=4))
AREA = thing(
    x=st.integers(0, 500), y=st.integers(0, 500), width=st.integers(1, 500), height=st.integers(1, 500),
    action=st.one_of(URI, MESSAGE, COPY),
)  # fmt: skip
BUTTONS = thing(
    "buttons", text=LABELS, title=LABELS, src=SRC, actions=st.lists(ACTION, min_size=1, max_size=4), action=URI
)
COLUMN = thing(text=LABELS, title=LABELS, src=SRC, actions=st.lists(ACTION, min_size=2, max_size=2))
BUBBLE = {
    "type": "bubble",
    "size": "kilo",
    "hero": {"type": "image", "url": f"/p/media/{'a' * 43}.png", "size": "full", "aspectRatio": "20:13"},
    "body": {
        "type": "box",
        "layout": "vertical",
        "contents": [
            {"type": "text", "text": "Hello {{ person.name }}", "wrap": True},
            {
                "type": "button",
                "action": {"type": "uri", "label": "Go", "uri": "https://example.com/{{ person.name }}"},
            },
        ],
    },
}
LINKED_COLUMN = thing(src=SRC, action=thing("uri", label=st.just("Go"), url=URLS))
NATIVE = st.one_of(
    PLACED,
    thing("sticker", package_id=st.just("446"), sticker_id=st.just("1988")),
    thing("video", src=st.just("https://example.com/a.mp4"), preview=SRC, tracking_id=st.just("spring-1")),
    thing("audio", src=st.just("https://example.com/a.m4a"), duration_ms=st.integers(1, 10**6)),
    thing("location", title=LABELS, address=LABELS, latitude=st.floats(-90, 90), longitude=st.floats(-180, 180)),
    thing(
        "imagemap", src=BASE, alt=ALT, height=st.integers(1_000, 2_000), areas=st.lists(AREA, min_size=1, max_size=3)
    ),
    BUTTONS,
    thing("confirm", text=LABELS, actions=st.lists(ACTION, min_size=2, max_size=2)),
    thing("carousel", columns=st.lists(COLUMN, min_size=1, max_size=10)),
    thing("image_carousel", columns=st.lists(LINKED_COLUMN, min_size=1, max_size=10)),
    thing("flex", alt=ALT, contents=st.just(BUBBLE)),
    thing("flex", alt=ALT, contents=st.just({"type": "carousel", "contents": [BUBBLE] * 3})),
    thing("coupon", coupon_id=st.just("01JYNW8JMQVFBNWF1APF8Z3FS7"), tag=st.just("spring_1")),
    CARD,
)
RUN = st.lists(st.one_of(SIMPLE, COLUMNS), min_size=1, max_size=5).filter(
    lambda made: any(block["kind"] != "spacer" for block in made)
)
BOTH = st.tuples(st.lists(SIMPLE, min_size=1, max_size=2), st.lists(NATIVE, min_size=1, max_size=2)).map(
    lambda made: [*made[0], *made[1]]
)
REPLY = thing(action=QUICK, icon=st.sampled_from(("", f"/p/media/{'a' * 43}.png")))
CHATS = st.fixed_dictionaries(
    {
        "blocks": st.one_of(st.lists(NATIVE, min_size=1, max_size=4), RUN, BOTH),
        "quick_replies": st.lists(REPLY, max_size=13),
        "accent": st.sampled_from(("#14795f", "#ffee00")),
    },
    optional={"sender": thing(name=st.just("Bo of Kahvila"), icon=SRC), "alt": st.just("News for {{ person.name }}")},
)
ODD = ("{{7*7}}", "{x}", "{a}", '"\n\\', "$", "Aino", "</script>", "👨‍👩‍👧‍👦", "a b&c=d", "\u2028")
NAMES = st.sampled_from(ODD) | st.text(min_size=1, max_size=8).filter(lambda text: text.strip())
