"""Labels are read off the running site; the table is shown a patch, and never changed."""

from pathlib import Path

from tests.run.command import run_command
from tests.run.test_plugin import change

TABLE = "pages/labels.yaml"


def test_a_label_that_has_drifted_is_shown_as_a_patch(keys_project: Path) -> None:
    """What the site says in another language stands beside what the table says."""
    change(keys_project, "ko: 키 만들기", "ko: 키 생성", TABLE)
    before = (keys_project / TABLE).read_bytes()

    read = run_command(keys_project, "labels", "create-key", "--only", "key=live")

    assert read.returncode == 1
    assert "-  Create key: {ko: 키 생성}" in read.stdout
    assert "+  Create key: {ko: 키 만들기}" in read.stdout
    assert "2 labels read, 1 difference, 0 not seen." in read.stdout
    assert (keys_project / TABLE).read_bytes() == before


def test_a_language_that_the_table_lacks_is_added(keys_project: Path) -> None:
    """A label without a word in a language of its site gets the one on the screen."""
    change(keys_project, "Create key: {ko: 키 만들기}", "Create key: {}", TABLE)

    read = run_command(keys_project, "labels", "create-key", "--only", "key=live")

    assert read.returncode == 1
    assert "+  Create key: {ko: 키 만들기}" in read.stdout


def test_labels_that_are_right_give_no_patch(keys_project: Path) -> None:
    """Nothing differs, and the exit code says so; the scenario's failure would be its own."""
    read = run_command(keys_project, "labels", "create-key", "--only", "key=live")
    change(keys_project, "is: 2}", "is: 3}")
    failed = run_command(keys_project, "labels", "create-key", "--only", "key=live")

    assert (read.returncode, "@@" in read.stdout) == (0, False)
    assert failed.returncode == 1
    assert "FAIL" in failed.stdout
