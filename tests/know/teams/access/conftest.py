"""Aino owns Kahvila, Bo edits."""

import pytest

from polku.know.teams.models import Member, Team


@pytest.fixture
def team(db: None) -> Team:
    return Team.objects.create(name="Kahvila")


@pytest.fixture
def aino(team: Team) -> Member:
    return Member.objects.create_user("aino@kahvila.example", "kahvia-kiitos", name="Aino")


@pytest.fixture
def bo(team: Team) -> Member:
    return Member.objects.create_user("bo@kahvila.example", "teeta-kiitos-bo", role="manager", name="Bo")
