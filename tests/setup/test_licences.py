"""The list of licences is true, and holds none that is not allowed."""

import pytest

from tests.licences import _READ, PAGE, installed, is_allowed, licence_of, locked, page


def test_the_list_is_up_to_date() -> None:
    """To renew it: python -m tests.licences."""
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("name", sorted(locked()))
def test_each_licence_is_allowed(name: str) -> None:
    """Also of packages that only another one needs."""
    assert is_allowed(licence_of(installed()[name]))


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("MIT AND PSF-2.0", True),
        ("Artistic-1.0-Perl OR GPL-2.0-or-later", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("LGPL-3.0-only OR AGPL-3.0-only", False),
        ("unknown", False),
        ("", False),
    ],
)
def test_one_alternative_must_be_allowed(*, expression: str, allowed: bool) -> None:
    """All of what is asked for together must be."""
    assert is_allowed(expression) is allowed


def test_nothing_is_read_that_is_told() -> None:
    """Where a package says its licence by now, our own reading is to go."""
    told = [name for name in _READ if "License-Expression" in installed()[name].metadata]

    assert told == []
