"""trait: what is known of a person. A condition (`leaf`) is about a *place*: where a trait stands."""

from polku.know.rules.trait import leaf  # noqa: F401 - it adds itself to the language
