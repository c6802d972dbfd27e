"""Pictures change only when a person has seen and accepted it."""

import json
import shutil
from typing import Any

import pytest
from PIL import Image

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.guide.approval import Approvals
from guiderunner.guide.gate import Gate
from guiderunner.guide.publish import publish
from guiderunner.guide.review import Review
from tests.guide.key_guides import Project
from tests.guide.publisher import OTHER, OURS, Publisher, drawn

FREE = "scenarios/keys/create_key.yaml::free-en"
KEY = "en/free/create-key"


@pytest.fixture
def publisher(project: Project) -> Publisher:
    """Return a project without approved pictures."""
    return Publisher(project)


@pytest.fixture
def approved(publisher: Publisher) -> Publisher:
    """Return a project whose pictures are published and approved."""
    publisher.publish()
    publisher.accept()
    return publisher


def test_new_pictures_are_published_and_shown_for_review(publisher: Publisher) -> None:
    """Nothing is approved by being published: that is a step of its own."""
    published, gate = publisher.publish()

    assert len(published.fresh) == 6
    assert not published.refused
    assert (gate.count("new"), gate.count("changed")) == (6, 0)
    assert not publisher.approved.exists()
    assert "6 pictures are new." in (publisher.review / "index.html").read_text(encoding="utf-8")


def test_accepting_records_what_was_shown(publisher: Publisher) -> None:
    """The file is sorted, has a line a picture, and is the same however often it is written."""
    publisher.publish()

    accepted = publisher.accept()

    assert (accepted.pictures, accepted.published) == (6, None)
    text = publisher.approved.read_text(encoding="utf-8")
    data = json.loads(text)
    assert list(data["guides"]) == sorted(data["guides"])
    assert list(data["guides"][KEY]) == ["create"]
    assert data["guides"][KEY]["create"]["rendering"] == OURS
    assert sum('"aria"' in line for line in text.splitlines()) == 6
    assert Approvals.load(publisher.approved).text() == text
    assert not publisher.review.exists()


def test_equal_pictures_need_nobody(approved: Publisher) -> None:
    """No review is left, and not a byte changes."""
    before = approved.project.files()

    published, gate = approved.publish()

    assert not published.changed
    assert gate.count("equal") == 6
    assert approved.project.files() == before
    assert not approved.review.exists()


def test_a_changed_picture_holds_its_guide_back(approved: Publisher) -> None:
    """The guide keeps its page to the byte and is told with its place; others are published."""
    before = approved.project.files()
    approved.project.edit("guides/templates/guide.html", "<article>", "<article data-new>")

    published, gate = approved.publish(approved.run(FREE, drawn(200)))

    after = approved.project.files()
    (problem,) = published.problems
    assert str(problem) == (
        "scenarios/keys/create_key.yaml:15:5: "
        "the picture of step 'create' is not the approved one. [G006]"
    )
    assert list(published.refused) == list(gate.held) == [FREE]
    for name in ("index.html", "guide.json.gz"):
        assert after[f"{KEY}/{name}"] == before[f"{KEY}/{name}"]
    assert b"data-new" in after["en/team/create-key/index.html"]


def test_drift_stays_red_until_it_is_accepted(approved: Publisher) -> None:
    """Publishing again accepts nothing, however often."""
    run = approved.run(FREE, drawn(200))
    for _ in range(3):
        published, _ = approved.publish(run)
        assert list(published.refused) == [FREE]

    approved.accept()

    published, gate = approved.publish(run)
    assert not published.refused
    assert gate.count("equal") == 6


def test_accepting_publishes_what_waited(approved: Publisher) -> None:
    """The guide gets the picture that the review showed; nothing is run for it."""
    old = approved.project.page()
    approved.publish(approved.run(FREE, drawn(200)))

    accepted = approved.accept()

    assert accepted.pictures == 1
    assert accepted.published is not None
    assert accepted.published.fresh == accepted.published.changed == [FREE]
    assert approved.project.page() != old
    assert not approved.review.exists()


def test_a_review_shows_old_and_new_with_their_sentences(approved: Publisher) -> None:
    """All files of the page are beside it, so that it can be sent to anybody."""
    approved.publish(approved.run(FREE, drawn(200)))

    page = (approved.review / "index.html").read_text(encoding="utf-8")
    pictures = [one.partition('"')[0] for one in page.split('src="')[1:]]
    assert len(set(pictures)) == 3
    for one in pictures:
        with Image.open(approved.review / one) as image:
            assert image.size == (800, 400)
    for words in ("1 picture has changed", KEY, "Create a key for Free", "Select Create key."):
        assert words in page
    assert "Your new Key is shown." in page
    assert "create-key</p>" in page
    assert "en/team" not in page


def test_what_differs_is_outlined(approved: Publisher) -> None:
    """The third picture has its colour where the change is, and nowhere else."""
    approved.publish(approved.run(FREE, drawn(200)))

    page = (approved.review / "index.html").read_text(encoding="utf-8")
    *_, last = [one.partition('"')[0] for one in page.split('src="')[1:]]
    with Image.open(approved.review / last) as image:
        red = [
            (x, y)
            for x in range(image.width)
            for y in range(image.height)
            if image.getpixel((x, y)) == (214, 40, 57)
        ]
    assert red
    assert max(x for x, _ in red) < 160
    assert max(y for _, y in red) < 100


@pytest.mark.parametrize(("shade", "verdict"), [(5, "equal"), (90, "changed")])
def test_nobody_sees_a_tiny_difference(approved: Publisher, shade: int, verdict: Any) -> None:
    """A shade that only a machine sees counts as equal, and the old bytes stay."""
    approved.publish(approved.run(FREE, drawn(10)))
    approved.accept()
    before = approved.project.files()

    _, gate = approved.publish(approved.run(FREE, drawn(10 + shade)))

    (seen,) = [one for one in gate.seen if one.guide.node == FREE]
    assert seen.verdict == verdict
    after = approved.project.files()
    assert {name for name in before if after[name] != before[name]} <= {"ledger.json"}


def test_tiny_differences_do_not_add_up(approved: Publisher) -> None:
    """Each picture is compared with the approved one, not with the one before it."""
    verdicts = []
    for shade in (4, 8, 12, 16):
        published, _ = approved.publish(approved.run(FREE, drawn(shade)))
        verdicts.append(bool(published.refused))

    assert verdicts[0] is False
    assert verdicts[-1] is True


def test_another_browser_is_compared_by_structure(approved: Publisher) -> None:
    """Other pixels are no drift there; other contents are."""
    other = approved.run(FREE, drawn(200), rendering=OTHER)
    published, gate = approved.publish(other)
    assert not published.refused
    assert gate.count("same structure") == 1

    published, gate = approved.publish(
        approved.run(FREE, drawn(200), rendering=OTHER, aria="another form")
    )

    assert list(published.refused) == [FREE]


def test_a_fresh_clone_sees_drift(approved: Publisher) -> None:
    """Without any publication on the machine the file alone tells; the review says so."""
    shutil.rmtree(approved.project.build)

    published, _ = approved.publish(approved.run(FREE, drawn(200)))

    assert list(published.refused) == [FREE]
    page = (approved.review / "index.html").read_text(encoding="utf-8")
    assert "The approved picture is not on this machine" in page
    assert f"{KEY}/index.html" not in approved.project.files()


def test_accepting_without_a_review_is_refused(approved: Publisher) -> None:
    """There must have been something to look at."""
    with pytest.raises(GuiderunnerError) as raised:
        approved.accept()

    assert str(raised.value).startswith("there is no review to accept")


@pytest.mark.parametrize("how", ["approved", "run", "evidence", "torn"])
def test_a_stale_review_is_not_accepted(approved: Publisher, how: str) -> None:
    """If anything is not as it was shown, nothing is accepted."""
    approved.publish(approved.run(FREE, drawn(200)))
    before, pages = approved.approved.read_bytes(), approved.project.files()
    run = approved.project.root / "runs" / "run-1"
    if how == "approved":
        before = before.replace(b"form", b"from")
        approved.approved.write_bytes(before)
    elif how == "run":
        shutil.rmtree(run)
    elif how == "evidence":
        (file,) = (one for one in run.glob("pictures/*") if one.name != "shot.png")
        file.write_bytes(drawn(120))
    else:
        (approved.review / "review.json").write_text('{"run": ', encoding="utf-8")

    with pytest.raises(GuiderunnerError) as raised:
        approved.accept()

    said = "cannot be read" if how == "torn" else "the last review is stale: "
    assert said in str(raised.value)
    assert approved.approved.read_bytes() == before
    assert approved.project.files() == pages


def test_what_is_gone_is_approved_no_more(approved: Publisher) -> None:
    """Guides that no scenario asks for leave the file with the next acceptance."""
    approved.project.edit("scenarios/keys/create_key.yaml", "plan: all", "plan: {id: free}")
    (approved.project.root / "guides/articles/all_about_keys.yaml").unlink()
    approved.publish(approved.run(FREE, drawn(200)))

    approved.accept()

    assert list(Approvals.load(approved.approved).guides) == [
        f"{one}/free/create-key" for one in ("en", "ja", "ko")
    ]


def test_other_numbers_of_steps_are_no_drift(approved: Publisher) -> None:
    """What is compared is the screen; the number on it is the author's."""
    step = "  - id: open-keys\n"
    scenario = "scenarios/keys/create_key.yaml"
    approved.project.edit(scenario, step, f"  - {{id: read, text: You can log in.}}\n{step}")
    for locale in ("ko", "ja"):
        catalogue = approved.project.root / "guides" / "locales" / f"{locale}.po"
        message = 'msgctxt "create-key/read"\nmsgid "You can log in."\nmsgstr "You can log in."\n'
        catalogue.write_text(catalogue.read_text(encoding="utf-8") + f"\n{message}", "utf-8")

    published, gate = approved.publish()

    assert not published.refused
    assert gate.count("equal") == 6
    assert len(published.changed) == 6


@pytest.mark.parametrize("torn", ["", "{", '{"version": 2, "guides": {}}', "<<<<<<< HEAD\n{}"])
def test_an_approved_file_that_cannot_be_read_is_told(project: Project, torn: str) -> None:
    """It is never taken for one without approvals."""
    file = project.root / "guides" / "approved.json"
    file.write_text(torn, encoding="utf-8")

    with pytest.raises(GuiderunnerError) as raised:
        Approvals.load(file)

    assert str(raised.value).startswith(f"{file}: ")
    assert str(raised.value).endswith("or delete it and accept all pictures anew.")


def test_a_review_holds_no_secret_place(approved: Publisher) -> None:
    """It names the run by its id, so that it reads the same on any machine."""
    approved.publish(approved.run(FREE, drawn(200)))

    review = Review.load(approved.review)
    assert set(review.runs.values()) == {"run-1"}
    assert str(approved.project.root) not in review.model_dump_json()
    assert str(approved.project.root) not in (approved.review / "index.html").read_text("utf-8")


def test_what_nobody_accepted_stays_in_the_review(approved: Publisher) -> None:
    """A later run of other guides shows it again, so that accepting it stays possible."""
    lines = json.loads(approved.approved.read_bytes())
    (first, *_) = lines["guides"]
    del lines["guides"][first]
    approved.approved.write_text(json.dumps(lines), encoding="utf-8")
    contents = approved.project.contents()
    gate = Gate(Approvals.load(approved.approved), contents.suite, approved.review)

    publish(contents, approved.project.build, [], gate=gate)

    assert list(Review.load(approved.review).guides) == [first]
