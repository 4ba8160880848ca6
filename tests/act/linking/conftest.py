"""The customer and the LINE user of the channel's own tests."""

from tests.say.channels.line.linking.conftest import account, devi, line_says

__all__ = ["account", "devi", "line_says"]
