"""By what imported history is known in the ledger."""

KEYS = "history/"  # before the key of each program, and of each cause


def by_of(number: int) -> str:
    """Who gave what an import brought along."""
    return f"import:{number}"
