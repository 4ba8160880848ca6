"""Times are shown as the viewer's clock shows them."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("cookie", "told"),
    [
        ("Asia/Tokyo", "Asia/Tokyo"),
        ("", "Europe/Helsinki"),  # the team's
        ("Nowhere/Land", "Europe/Helsinki"),
        ("../../etc/passwd", "Europe/Helsinki"),
        ("x" * 3000, "Europe/Helsinki"),
    ],
)
def test_the_device_tells_its_zone_and_rubbish_is_passed_over(web, come_by, columns, cookie, told):
    come_by("Devi")
    web.cookies["zone"] = cookie

    page = web.get("/people").content.decode()

    assert f' {told}"' in page


def test_a_zone_of_ones_own_choice_comes_first(web, aino, come_by, columns):
    come_by("Devi")
    aino.time_zone = "America/Lima"
    aino.save()
    web.cookies["zone"] = "Asia/Tokyo"

    assert ' America/Lima"' in web.get("/people").content.decode()
