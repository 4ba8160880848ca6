"""Sets up the mail server and a key, and sends one campaign to everybody, beside a running polku: PORT CONNECTIONS."""

import sys

SHOP = "https://shop.example"


def product(name: str, price: str) -> dict[str, str]:
    return {"kind": "product", "title": name, "price": price, "url": f"{SHOP}/{name}", "label": "Buy"}


MAIL = {
    "preheader": "Fresh from the roastery",
    "language": "en",
    "blocks": [
        {"kind": "heading", "text": "Good morning, {{ person.first_name | default: 'friend' }}!"},
        {
            "kind": "text",
            "text": f"The **new harvest** has come to {{{{ person.city }}}}. [Read about it]({SHOP}/harvest).",
        },
        {"kind": "image", "src": f"{SHOP}/coffee.jpg", "alt": "Coffee", "url": f"{SHOP}/coffee"},
        {"kind": "columns", "left": [product("light", "12.50 €")], "right": [product("dark", "13.50 €")]},
        {"kind": "button", "label": "To the shop", "url": f"{SHOP}/?for={{{{ person.id }}}}"},
        {"kind": "footer", "address": "Kahvila, Turku"},
    ],
}


def main(port: int, connections: int) -> None:
    import django

    django.setup()
    from polku.act.campaigns.launch import launch
    from polku.act.campaigns.write import create
    from polku.kit import clock
    from polku.say.channels.email.settings import keep
    from polku.say.channels.email.signing import keys
    from polku.say.content.blocks.read import mail_of

    server = {
        "host": "127.0.0.1",
        "port": port,
        "security": "none",
        "from_name": "Kahvila",
        "from_address": "hello@shop.example",
        "bounce_address": "bounce+*@shop.example",
        "connections": connections,
    }
    keep(server, password=None, by=None, now=clock.now())
    key = keys.make("shop.example", algorithm="rsa", by=None, now=clock.now())
    keys.begin(key, by=None, now=clock.now())
    rule = {"all": [{"trait": "city", "op": "is", "value": "Turku"}]}
    subject = "{{ person.first_name }}, the new harvest is here"
    campaign = create("Bench", channel="email", subject=subject, mail=mail_of(MAIL), rule=rule)
    launch(campaign, by=None, now=clock.now())


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
