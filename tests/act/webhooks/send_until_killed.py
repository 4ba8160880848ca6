"""A process that sends what is due until it is killed: what test_killed.py kills. Not a test itself."""

import os
import sys


def main(database: str, folder: str) -> None:
    os.environ |= {
        "POLKU_DATA_DIR": folder,
        "POLKU_DATABASE_URL": database,
        "POLKU_SECRET_KEY": "only-for-tests",
        "POLKU_ALLOW_PRIVATE_ADDRESSES": "yes",
        "DJANGO_SETTINGS_MODULE": "polku.settings",
    }
    import django

    django.setup()
    from polku.act.webhooks.loop import Sender
    from polku.kit import clock

    sender = Sender()
    while True:
        sender.tick(clock.now())


if __name__ == "__main__":
    main(*sys.argv[1:])
