from importlib import import_module

from django.apps import AppConfig


class PolkuConfig(AppConfig):
    """The whole product is one Django application; its rooms are packages."""

    name = "polku"
    label = "polku"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("polku.flow")  # whoever reads a rule, reads it in the whole language
