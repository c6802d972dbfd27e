"""Writes docs/licences.md from what is installed: `python -m tests.licences`."""

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "licences.md"
OURS = "guiderunner"
# Those that may be used beside a project under the MIT licence, without a duty on what it makes.
ALLOWED = frozenset(
    {
        *("MIT", "MIT-CMU", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0"),
        *("MPL-2.0", "Artistic-1.0-Perl"),
    }
)
# What older packages say instead of the names of SPDX.
_SPDX = {
    "Apache Software License": "Apache-2.0",
    "Apache License": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "MIT License": "MIT",
    "ISC License": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
# What these say is not one licence, or nothing: read in the licence file that they bring.
_READ = {
    "axe-playwright-python": "MIT",
    "colorama": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "text-unidecode": "Artistic-1.0-Perl OR GPL-2.0-or-later",
}
_TEXT = """\
# Licences

What guiderunner is made of, by its locked packages: those that the wheel needs, and those that only the mock site and the tests need. Made by `python -m tests.licences` from what the packages say of themselves; `tests/setup/test_licences.py` keeps it true, and lets in no other licence than {allowed}. Versions and hashes are in `requirements.lock`.

## The wheel

{wheel}

## The mock site and the tests

{rest}

## Beside Python

| what | from | licence |
|---|---|---|
| Chromium | the system, or Playwright's download | BSD-3-Clause, with parts under others (`chrome://credits`) |
| Playwright's driver, and the Node.js in it | the package `playwright` | Apache-2.0, MIT |
| axe-core | the package `axe-playwright-python`, for tests | MPL-2.0 |
| Noto Sans CJK | the system; pictures and PDFs show it | OFL-1.1 |
"""  # noqa: E501 - prose has one sentence per line


def normal(name: str) -> str:
    """Return the *name* of a package as locks and registries write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def installed() -> dict[str, Distribution]:
    """Return every installed distribution, by its normal name."""
    return {normal(one.name): one for one in distributions()}


def locked() -> dict[str, str]:
    """Return the version of each locked package."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return dict(re.findall(r"(?m)^([a-z0-9-]+)(?:\[[^\]]*\])?==(\S+)", text))


def licence_of(found: Distribution) -> str:
    """Return the licence of a distribution as an expression of SPDX, as far as it says one."""
    told = found.metadata
    if "License-Expression" in told:
        return str(told["License-Expression"])
    if read := _READ.get(normal(found.name)):
        return read
    classifiers = told.get_all("Classifier") or []
    named = [one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License ::")]
    named = [*(told.get_all("License") or []), *named]
    for one in map(str, named):
        if one in ALLOWED or one in _SPDX:
            return _SPDX.get(one, one)
    return " / ".join(map(str, named)) or "unknown"


def is_allowed(expression: str) -> bool:
    """Whether one of the alternatives of an *expression* asks for allowed licences only."""
    alternatives = expression.split(" OR ")
    return any(set(one.split(" AND ")) <= ALLOWED for one in alternatives)


def needed(name: str) -> set[str]:
    """Return what *name* needs to be installed, and what that needs."""
    found: set[str] = set()
    waiting = [normal(name)]
    while waiting:
        for one in requirements(distribution(waiting.pop()).requires or []):
            if one not in found:
                found.add(one)
                waiting.append(one)
    return found


def requirements(texts: Iterable[str]) -> Iterator[str]:
    """Yield the names that are required on this machine, without extras."""
    for one in map(Requirement, texts):
        if one.marker is None or one.marker.evaluate({"extra": ""}):
            yield normal(one.name)


def page() -> str:
    """Return the page."""
    found = installed()
    rows = {name: f"| {name} | {licence_of(found[name])} |" for name in sorted(locked())}
    wheel = needed(OURS)
    head = ["| package | licence |", "|---|---|"]
    return _TEXT.format(
        allowed=", ".join(sorted(ALLOWED)),
        wheel="\n".join([*head, *(row for name, row in rows.items() if name in wheel)]),
        rest="\n".join([*head, *(row for name, row in rows.items() if name not in wheel)]),
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
