"""`scripts/setup` gets what is missing, by the means that the machine has."""

import time
from pathlib import Path

import pytest

from tests.setup.machine import PYTHON, Machine

PIP = "python -m pip install --quiet --no-input --disable-pip-version-check"
PIP_CALLS = [
    f"{PIP} --require-hashes -r requirements.lock",
    f"{PIP} --no-deps --no-build-isolation --editable .",
]
APT_INSTALL = "apt-get install -y --no-install-recommends"
ALL = ("python3.11-venv", "chromium-headless-shell", "fonts-noto-cjk", "libatomic1", "gettext")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Return a machine with Python, and nothing else."""
    return Machine(tmp_path)


class TestDebian:
    @pytest.mark.parametrize("user", [0, 1000])
    def test_everything_is_installed_at_once(self, machine: Machine, user: int) -> None:
        """As root, or with sudo, one call of apt-get brings all that is missing."""
        machine.apt()
        machine.sudo()
        machine.user(user)

        done = machine.set_up()

        assert (done.returncode, done.stderr) == (0, "")
        assert machine.calls == [
            "apt-get update -qq -o DPkg::Lock::Timeout=120",
            f"{APT_INSTALL} {' '.join(ALL)} -qq -o DPkg::Lock::Timeout=120",
            "python -m venv --clear .venv",
            *PIP_CALLS,
        ]

    def test_what_is_there_is_used(self, machine: Machine) -> None:
        """Nothing is installed on the system when nothing is missing."""
        machine.apt()
        machine.user(0)
        machine.has(*ALL)

        machine.set_up()

        assert machine.calls == ["python -m venv --clear .venv", *PIP_CALLS]

    def test_progress_is_told_in_a_line_each(self, machine: Machine) -> None:
        """Long steps say what they do; nothing else is said."""
        machine.apt()
        machine.user(0)

        assert machine.set_up().stdout.splitlines() == [
            "Reading the package lists ...",
            f"Installing {' '.join(ALL)} ...",
            "Making .venv ...",
            "Installing the locked Python packages ...",
            "Installing guiderunner ...",
        ]

    def test_without_rights_one_line_says_what_to_install(self, machine: Machine) -> None:
        """The line names all that is missing, so that it is followed once."""
        machine.apt()

        done = machine.set_up()

        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == f"Not set up: as root, run: apt-get install -y {' '.join(ALL)}\n"


class TestElsewhere:
    def test_playwright_downloads_the_browser(self, machine: Machine) -> None:
        """Where there is no apt, Playwright's own download is taken."""
        machine.has("python3.11-venv", "fonts-noto-cjk", "libatomic1", "gettext", "downloads")

        done = machine.set_up()

        assert done.returncode == 0
        assert machine.calls[-1] == "python -m playwright install chromium-headless-shell"

    def test_without_any_way_one_line_says_what_to_install(self, machine: Machine) -> None:
        """A failed download is not the end of the message."""
        machine.has("python3.11-venv")

        done = machine.set_up()

        assert done.returncode == 2
        assert done.stderr == (
            "Not set up: with your system's package manager, install what Debian calls "
            "chromium-headless-shell fonts-noto-cjk libatomic1 gettext\n"
        )

    def test_an_old_python_is_told(self, machine: Machine) -> None:
        """3.11 is the oldest that serves."""
        machine.program("python3", PYTHON, too_old=1)

        done = machine.set_up()

        assert done.returncode == 2
        assert done.stderr == (
            "Not set up: Python 3.11 or newer is needed; name it as PYTHON=/path/to/python.\n"
        )


class TestAgain:
    @pytest.fixture(autouse=True)
    def _set_up(self, machine: Machine) -> None:
        machine.has(*ALL)
        assert machine.set_up().returncode == 0

    def test_a_second_call_does_nothing(self, machine: Machine) -> None:
        """It costs less than a second, and says nothing."""
        started = time.perf_counter()

        done = machine.set_up()

        assert (done.stdout, machine.calls) == ("", [])
        assert time.perf_counter() - started < 1

    @pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml", "scripts/setup"])
    def test_a_change_of_what_it_depends_on_renews(self, machine: Machine, name: str) -> None:
        """The packages are installed again into the same .venv."""
        with (machine.clone / name).open("a") as file:
            file.write("\n# changed\n")

        machine.set_up()

        assert machine.calls == PIP_CALLS

    def test_a_browser_that_went_away_is_got_again(self, machine: Machine) -> None:
        """The packages are left alone."""
        machine.apt()
        machine.user(0)
        (machine.root / "has" / "chromium-headless-shell").unlink()

        machine.set_up()

        assert [call.partition(" -qq")[0] for call in machine.calls] == [
            "apt-get update",
            f"{APT_INSTALL} chromium-headless-shell",
        ]


def test_headed_gets_full_chromium_too(machine: Machine) -> None:
    """The shell build has no window, and stays the one of runs without."""
    machine.apt()
    machine.user(0)

    machine.set_up("--headed")

    assert " chromium-headless-shell chromium fonts-noto-cjk " in machine.calls[1]


def test_headed_adds_full_chromium_to_what_is_there(machine: Machine) -> None:
    """A machine that was set up without it gets it when it is asked for."""
    machine.apt()
    machine.user(0)
    machine.set_up()

    machine.set_up("--headed")

    assert machine.calls[-1].startswith(f"{APT_INSTALL} chromium -qq")
