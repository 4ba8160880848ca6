"""The environment of every test: a plug-in, for Django reads its settings before any conftest is loaded.

POLKU_TEST_DATABASE=postgresql runs the suite on PostgreSQL (from a wheel, started here, stopped at the end).
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="polku-tests-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
for name in [name for name in os.environ if name.startswith("POLKU_") and not name.startswith("POLKU_TEST_")]:
    del os.environ[name]
os.environ["POLKU_DATA_DIR"] = str(FOLDER)
os.environ["POLKU_SECRET_KEY"] = "only-for-tests"
os.environ["DJANGO_SETTINGS_MODULE"] = "polku.settings"
if os.environ.get("POLKU_TEST_DATABASE") == "postgresql":
    from tests import postgres

    os.environ["POLKU_DATABASE_URL"] = postgres.start(FOLDER / "postgres")
    atexit.register(postgres.stop)
