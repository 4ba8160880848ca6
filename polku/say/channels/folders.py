"""The channels' folders: every one beside this file that holds a `channel.py`."""

from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from polku.say.channels.channel import Channel


@cache
def single() -> dict[str, Channel]:
    """The channels that are one each, by name."""
    found = [module.CHANNEL for module in _modules().values() if hasattr(module, "CHANNEL")]
    return {one.name: one for one in found}


@cache
def with_accounts() -> dict[str, ModuleType]:
    """The modules of platforms with accounts, by kind: `accounts()`, and `TITLE`, the platform's own name."""
    return {kind: module for kind, module in _modules().items() if hasattr(module, "accounts")}


@cache
def _modules() -> dict[str, ModuleType]:
    folders = sorted(path.parent.name for path in Path(__file__).parent.glob("*/channel.py"))
    return {folder: import_module(f"polku.say.channels.{folder}.channel") for folder in folders}
