from django.apps import AppConfig


class PolkuConfig(AppConfig):
    """The whole product is one Django application; its rooms are packages."""

    name = "polku"
    label = "polku"
    default_auto_field = "django.db.models.BigAutoField"
