"""What is proved, and what is not, follows from the newest run of each variant alone."""

from guiderunner.evidence.model import Try
from guiderunner.evidence.site_model import ScreenRecord, SiteRecord
from guiderunner.guide.proofs import Evidence
from guiderunner.guide.stored import read_guides
from guiderunner.guide.verification import verification_of
from guiderunner.proof.account import Account, as_data
from guiderunner.proof.sentences import Said
from tests.guide.key_guides import Project
from tests.proof.kept import CREATE, OLD, account, failing, keep, keep_try

ALL_PROVED = {"proved": 10, "editorial": 2, "unproved": 0, "contradicted": 0, "framing": 6}


def _standings(found: Account) -> dict[str, str]:
    return {one.claim.id: one.standing for one in found.claims}


def _of_free(found: Account, what: str, step: str) -> Said:
    (said,) = [
        one
        for guide in found.guides
        for one in guide.sentences
        if guide.variant.row["plan"] == "free" and (one.what, one.step) == (what, step)
    ]
    return said


def _again(project: Project, node: str, change: object, number: int = 1) -> None:
    """Keep a newer run of one variant, changed by *change*."""
    tries = {one.node: one for one in project.run(project.suite()).tries}
    assert callable(change)
    changed: Try = change(tries[node])
    later = {"started": "2026-03-03T10:00:00+00:00", "number": number}
    keep_try(project.root / "runs" / "run-2", changed.model_copy(update=later))


def test_all_is_proved_when_all_passed(project: Project) -> None:
    """Every claim, and every sentence that is neither framing nor editorial."""
    found = account(project)

    assert found.is_good
    assert _standings(found) == {"K01": "proved", "K02": "proved"}
    assert found.sentences == ALL_PROVED


def test_it_agrees_with_the_pages(project: Project) -> None:
    """What readers see on verification pages is counted alike, and has the same proofs."""
    project.publish()
    published = {one.node: one for one in read_guides(project.pages.resolve())}

    for locale in ("en", "ko", "ja"):
        for guide in account(project, locale).guides:
            page = published[guide.variant.node]
            told = [
                (what, [proof.place for proof in one.proofs]) for _, what, one in page.sentences()
            ]
            assert told == [
                (one.what, [proof.place for proof in one.proofs]) for one in guide.sentences
            ]
            counts = verification_of(page)
            for standing in ("proved", "framing", "editorial"):
                assert counts.count(standing) == guide.count(standing)


def test_a_proof_is_named_with_place_run_and_time(project: Project) -> None:
    """For the claim, and for the sentence that says it."""
    found = account(project)

    (proof,) = found.claims[0].proofs
    said = _of_free(found, "result", "create")
    assert (proof.place, proof.asked) == (f"{CREATE}:21", "visible keys.key")
    assert (proof.passed, proof.failed, proof.missing) == (6, 0, 0)
    assert (proof.run, proof.when) == ("run-1", "2026-03-02")
    assert [(one.place, one.answer.run, one.claims) for one in said.proofs] == [
        (f"{CREATE}:21", "run-1", ("K01",))
    ]
    assert {one.step for _, one in found.saying("K01")} == {"create"}


def test_deleting_an_expectation_lowers_the_number_by_what_it_proved(project: Project) -> None:
    """The claim and the sentences that it alone proved, and nothing else; without another run."""
    before = account(project).sentences
    project.edit(CREATE, "    expect:\n      - {visible: keys.key, proves: [K01]}\n", "")

    after = account(project)

    assert _standings(after) == {"K01": "unproved", "K02": "proved"}
    assert after.sentences == {**before, "proved": before["proved"] - 2, "unproved": 2}
    lost = [one for guide in after.guides for one in guide.sentences if one.standing == "unproved"]
    assert {(one.what, one.place, one.why) for one in lost} == {
        ("result", f"{CREATE}:19", "nothing is written that proves it")
    }
    assert [(one.code, str(one.position)) for one in project.suite().problems if "proves" in
            one.message] == [("S030", f"{CREATE}:19:13")]  # fmt: skip


def test_deleting_what_another_guide_leans_on_lowers_it_too(project: Project) -> None:
    """A sentence that another scenario proves loses its proof with that one's expectation."""
    project.edit(OLD, "    expect:\n      - {visible: keys.refused_message, proves: [K02]}\n",
                 "    action: keys.open\n")  # fmt: skip

    after = account(project)

    assert _standings(after) == {"K01": "proved", "K02": "unproved"}
    assert _of_free(after, "danger", "create").why == "nothing is written that proves it"
    assert (after.sentences["proved"], after.sentences["unproved"]) == (8, 2)


def test_a_changed_expectation_is_not_proved_by_an_old_answer(project: Project) -> None:
    """Who asks something else has no answer until it was run."""
    project.edit(CREATE, "{visible: keys.key,", "{text: {at: keys.key, is: Yours},")

    said = _of_free(account(project), "result", "create")

    assert (said.standing, said.reason) == ("unproved", "changed")


def test_a_newest_run_that_failed_contradicts(project: Project) -> None:
    """What did not hold is contradicted, though it held before; its whole guide is not proved."""
    node = f"{CREATE}::free-en"
    _again(project, node, lambda one: failing(one, "create"))

    found = account(project)

    said = _of_free(found, "result", "create")
    (proof,) = found.claims[0].proofs
    assert (said.standing, said.why, said.proofs[0].answer.run) == (
        "contradicted",
        "found hidden",
        "run-2",
    )
    assert _standings(found) == {"K01": "contradicted", "K02": "proved"}
    assert (proof.passed, proof.failed, proof.run, proof.found) == (5, 1, "run-2", "found hidden")
    assert proof.failures == (node,)
    opening = _of_free(found, "instruction", "open-keys")
    assert opening.why == "its newest run failed at step 'create'"
    assert found.sentences == {**ALL_PROVED, "proved": 6, "unproved": 3, "contradicted": 1}
    assert not found.is_good


def test_a_flake_proves_nothing(project: Project) -> None:
    """A second try that passed does not make good the first, which failed."""
    node = f"{CREATE}::free-en"
    _again(project, node, lambda one: failing(one, "create"))
    _again(project, node, lambda one: one, number=2)

    assert _of_free(account(project), "result", "create").standing == "contradicted"


def test_a_dead_browser_contradicts_nothing(project: Project) -> None:
    """It says nothing of the product: the sentences are unproved."""
    _again(project, f"{CREATE}::free-en", lambda one: failing(one, "create", died=True))

    found = account(project)

    assert found.sentences["contradicted"] == 0
    assert _of_free(found, "result", "create").reason == "died"


def test_a_later_success_makes_good(project: Project) -> None:
    """Only the newest run counts."""
    node = f"{CREATE}::free-en"
    tries = {one.node: one for one in project.run(project.suite()).tries}
    keep_try(project.root / "runs" / "run-0", failing(tries[node], "create"))

    assert account(project).is_good


def test_without_any_run_nothing_is_proved(project: Project) -> None:
    """And it is known that nothing was run."""
    (project.root / "runs").rename(project.root / "gone")

    found = account(project)

    assert not found.has_evidence
    assert found.sentences == {**ALL_PROVED, "proved": 0, "unproved": 10}
    assert {one.reason for guide in found.guides for one in guide.sentences} == {"", "not run"}


def _met(compared: str, documented: str) -> SiteRecord:
    screen = ScreenRecord.model_validate(
        {
            "id": "keys",
            "site": "app",
            "paths": ["/keys/{key}"],
            "name": "Keys",
            "language": "en",
            "documented": documented,
            "compared": compared,
            "by": "docs" if compared else "",
        }
    )
    unmet = screen.model_copy(update={"id": "mail", "paths": ("/mail",)})
    return SiteRecord(
        kind="mock", name="Keys", language="en", screens=(screen, unmet), stale_after=180
    )


def test_screens_under_guides_are_counted(project: Project) -> None:
    """Inferred ones, and those that were never or too long ago compared; unmet ones are not."""
    expected = {
        ("", ""): ("never", 2, 2),
        ("2026-03-01", "article"): ("fresh", 0, 0),
        ("2025-09-03", "help"): ("fresh", 0, 0),
        ("2025-09-02", "help"): ("stale", 0, 2),
    }
    for (compared, documented), counts in expected.items():
        run, site = project.run(project.suite()), _met(compared, documented)
        tries = []
        for one in run.tries:
            first = one.steps[0].model_copy(update={"site": "app", "url": "/keys/7"})
            update = {"site": site, "steps": (first, *one.steps[1:])}
            tries.append(one.model_copy(update=update))
        keep(project, run.model_copy(update={"tries": tuple(tries)}))

        found = account(project)
        told = as_data(found)["summary"]["screens"]

        assert [one.comparison for one in found.screens] == [counts[0]]
        assert (told["guides_on_inferred"], told["guides_not_compared"]) == counts[1:]
        evidence = Evidence(project.suite(), run.model_copy(update={"tries": tuple(tries)}))
        met = evidence.provenance(found.guides[0].variant).site
        assert met is not None
        assert [one.id for one in met.screens] == ["keys"]
