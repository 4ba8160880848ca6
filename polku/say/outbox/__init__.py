"""The outbox: asked → claimed → sent, held, failed or unknown. The one rule: the same message asked twice is one message."""
