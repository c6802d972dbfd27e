"""`python -m mock_site`, as a person starts it."""

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import httpx
import pytest

from mock_site.catalogue import MARKETPLACES

ROOT = Path(__file__).parents[2]


@contextmanager
def running(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Yield the running site, and what it says when it is ready."""
    command = [sys.executable, "-m", "mock_site", "--port", "0", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = process.stdout.readline()
    # What follows is written at once, up to the last credential.
    while "ID" not in said:
        said += process.stdout.readline()
    try:
        yield process, said
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()


def refused(*arguments: str) -> str:
    """Return the one line with which the site refuses to start."""
    command = [sys.executable, "-m", "mock_site", "--port", "0", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    return done.stderr


class Person:
    """Somebody with a browser, at the mall that the site has told of."""

    def __init__(self, said: str) -> None:
        found = re.search(r"http://(\w+)\.pro\.localhost:(\d+)/\s+.*password (\S+)", said)
        assert found is not None, said
        self.mall, port, self.password = found.groups()
        self.client = httpx.Client(
            base_url=f"http://127.0.0.1:{port}",
            headers={"Host": f"{self.mall}.pro.localhost:{port}"},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def log_in(self) -> None:
        """Log in as the owner."""
        login = {"mall": self.mall, "user": "manager", "password": self.password}
        self._post("/login", login)

    def _post(self, path: str, data: dict[str, str]) -> None:
        token = re.search(r'name="csrf" value="(.+?)"', self.client.get("/login").text)
        assert token is not None
        assert self.client.post(path, data={**data, "csrf": token[1]}).status_code == 303

    def add_template(self, name: str) -> None:
        """Do something that is kept."""
        self._post("/settings/accounts/1/templates/new", {"name": name})

    def retrieve(self) -> None:
        """Retrieve the market information of the first account."""
        self._post("/settings/accounts/1/retrieve", {})

    def templates(self) -> str:
        """Return the page that lists it."""
        return self.client.get("/settings/templates").text


def test_a_kill_loses_nothing(tmp_path: Path) -> None:
    """What was answered is there after kill -9 and a restart, and so is the login."""
    with running("--database", str(tmp_path)) as (process, said), Person(said) as person:
        person.log_in()
        person.add_template("Autumn sale")
        process.kill()
        process.wait()

    with running("--database", str(tmp_path)) as (_, said), Person(said) as again:
        assert (again.mall, again.password) == (person.mall, person.password)
        again.client.cookies = person.client.cookies
        assert "Autumn sale" in again.templates()


def test_a_mall_from_before_the_catalogue_grew_has_what_was_added(tmp_path: Path) -> None:
    """An item and a setting that its shops did not have are as in a new shop; the rest stays."""
    with running("--database", str(tmp_path)) as (_, said):
        pass
    connection = sqlite3.connect(tmp_path / "demo.market.db")
    connection.execute(
        "UPDATE shop SET information = json_set(json_remove(information, '$.area_fee'), "
        "'$.return_address.main', 'Moved'), settings = json_remove(settings, '$.bulk_edit')"
    )
    connection.commit()
    connection.close()

    with running("--database", str(tmp_path)) as (_, said), Person(said) as person:
        person.log_in()
        person.retrieve()
        account = person.client.get("/settings/accounts/1").text

    connection = sqlite3.connect(tmp_path / "demo.market.db")
    [found] = connection.execute("SELECT information, settings FROM shop WHERE id = 1")
    connection.close()
    information, settings = map(json.loads, found)
    assert information["area_fee"] == MARKETPLACES["rakuten"].item("area_fee").entries  # type: ignore[union-attr]
    assert settings["bulk_edit"] is True
    assert "Market information has been retrieved." in account
    assert "Moved" in account


def test_a_mall_that_was_never_finished_is_dropped(tmp_path: Path) -> None:
    """As it is when the site is killed while it makes one."""
    with running("--database", str(tmp_path)):
        pass
    for side in ("pro", "market"):
        template = tmp_path / f"template.{side}.db"
        (tmp_path / f"half.{side}.db").write_bytes(template.read_bytes())
    (tmp_path / "quarter.pro.db").touch()

    with running("--database", str(tmp_path)) as (_, said), Person(said) as person:
        assert person.mall == "demo"
    assert not list(tmp_path.glob("half.*")) + list(tmp_path.glob("quarter.*"))


def test_a_second_seed_is_another_mall(tmp_path: Path) -> None:
    """Malls of one world are told apart by a number; those that are there stay."""
    with running("--database", str(tmp_path), "--seed", "fresh"):
        pass
    with running("--database", str(tmp_path), "--seed", "fresh"):
        pass

    assert {one.name for one in tmp_path.glob("fresh*.pro.db")} == {
        *("fresh.pro.db", "fresh2.pro.db"),
    }


class TestRefused:
    def test_a_folder_in_use(self, tmp_path: Path) -> None:
        """Two sites would write over each other."""
        with running("--database", str(tmp_path)):
            assert "is in use by another mock site" in refused("--database", str(tmp_path))

    def test_a_folder_that_is_none(self, tmp_path: Path) -> None:
        """A file stands in its place."""
        file = tmp_path / "file"
        file.touch()

        assert "cannot be used" in refused("--database", str(file))

    def test_malls_of_another_version(self, tmp_path: Path) -> None:
        """They are left as they are."""
        with running("--database", str(tmp_path)):
            pass
        file = tmp_path / "demo.pro.db"
        connection = sqlite3.connect(file)
        connection.execute("PRAGMA user_version = 7")
        connection.close()

        assert "malls of another version" in refused("--database", str(tmp_path))
        assert file.exists()

    @pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.7", "example.com"])  # noqa: S104
    def test_to_listen_beyond_this_machine(self, host: str) -> None:
        """It has no protection, so that one must ask for it in so many words."""
        assert "--listen-beyond-this-machine" in refused("--host", host)

    def test_a_port_that_is_none(self) -> None:
        """With one line that says what is needed."""
        assert "'99999' is no port" in refused("--port", "99999")

    def test_a_world_that_is_none(self) -> None:
        """The known ones are listed."""
        assert "demo" in refused("--seed", "nothing")


def test_it_listens_further_when_told_to() -> None:
    """In so many words."""
    with running("--host", "0.0.0.0", "--listen-beyond-this-machine") as (_, said):  # noqa: S104
        assert "pro.localhost" in said
