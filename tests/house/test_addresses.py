"""The tree holds no address of a package registry and no path of somebody's machine."""

from tests.house.tree import ROOT, files

# In pieces, so that this file keeps its own rule.
REGISTRIES = (
    ("pypi", ".org"),
    ("python", "hosted", ".org"),
    ("npmjs", ".org"),
    ("npmjs", ".com"),
    ("yarnpkg", ".com"),
    ("deb.debian", ".org"),
    ("archive.ubuntu", ".com"),
)
MACHINES = (("", "work", "main"), ("", "work", "shared"), ("", "opt", "wheels"), ("", "opt", "pypi"), ("", "root", ""))
TOOLS = (("", ".library"),)
BANNED = ["".join(host) for host in REGISTRIES] + ["/".join(path) for path in MACHINES + TOOLS]


def test_no_registry_and_no_machine_is_named() -> None:
    found = []
    for path in files():
        content = (ROOT / path).read_bytes().lower()
        found += [f"{path}: {word}" for word in BANNED if word.encode() in content]

    assert found == []
