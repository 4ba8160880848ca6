import pytest


@pytest.fixture(autouse=True, scope="module")
def _over_https():
    """Addresses as LINE takes them."""
    from django.conf import settings

    before, settings.BASE_URL = settings.BASE_URL, "https://kahvila.example"
    yield
    settings.BASE_URL = before
