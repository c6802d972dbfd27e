"""Sending bundles to a help centre that behaves like the real one."""

import json
import re

import pytest

from guiderunner.diagnostics import GuiderunnerError, ProblemsError
from guiderunner.evidence.model import Box, Mark, Run
from guiderunner.guide.addresses import guide_folder
from guiderunner.guide.approval import Approvals
from guiderunner.guide.stored import read_guides
from guiderunner.guide.zendesk.client import Client, Credentials
from tests.guide.key_guides import make_picture
from tests.zendesk import fake
from tests.zendesk.conftest import SETTINGS, Desk

CREATE = "scenarios/keys/create_key.yaml"
FREE = "create-key-free"
OTHER = {"aria": "other", "pixels": "other"}
LIVE = SETTINGS + "draft: false\n"


def go_live(desk: Desk) -> int:
    """Publish the guide of free keys, and return its number."""
    desk.project.write("guides/zendesk.yaml", LIVE)
    desk.make_and_apply(FREE)
    return desk.article()


def with_a_moved_button(desk: Desk) -> Run:
    """Return a run in which the marked button stands elsewhere."""
    run = desk.project.run(desk.project.suite())
    mark = Mark(name="keys.create_button", box=Box(x=300, y=190, width=90, height=32))
    moved = {"picture": make_picture(marks=(mark,))}
    tries = [
        one.model_copy(
            update={
                "steps": tuple(
                    step.model_copy(update=moved) if step.picture else step for step in one.steps
                )
            }
        )
        for one in run.tries
    ]
    return run.model_copy(update={"tries": tuple(tries)})


def problems_of(desk: Desk) -> list[str]:
    """Try to send, and return why it was refused; nothing may have been sent."""
    before = len(desk.fake.changes)
    with pytest.raises(ProblemsError) as refused:
        desk.apply()
    assert len(desk.fake.changes) == before
    assert str(refused.value).endswith("Nothing was sent.")
    return [str(one) for one in refused.value.problems]


class TestSending:
    def test_all_articles_are_there_in_every_language(self, desk: Desk) -> None:
        """Every article of the publication is made, with its texts and pictures."""
        report = desk.make_and_apply()

        assert len(desk.fake.articles) == 3
        assert {tuple(one) for one in desk.fake.translations.values()} == {("en-us", "ja", "ko")}
        assert len(report.done) == len(desk.fake.changes)
        for number in desk.fake.articles:
            assert desk.fake.orphans(number) == []

    def test_a_second_run_changes_nothing(self, desk: Desk) -> None:
        """What is live already is not sent again, also when its bundle is made anew."""
        desk.make_and_apply()
        sent = len(desk.fake.calls)

        again = desk.make_and_apply()

        assert again.done == []
        assert len(again.unchanged) == 3
        assert len(desk.fake.calls) == sent

    def test_readers_see_what_the_bundle_says(self, desk: Desk) -> None:
        """What is left of a text where readers look is the bundle's, with its pictures."""
        number = go_live(desk)
        korean = next(one for one in desk.bundle().translations if one.locale == "ko")

        shown = desk.fake.read(number, "ko")

        assert shown is not None
        pictures = fake.pictures_in(shown)
        names = [desk.fake.attachments[one]["file_name"] for one in pictures]
        for picture, name in zip(pictures, names, strict=True):
            shown = shown.replace(
                f"/hc/article_attachments/{picture}", f"{{{{attachment:ko/{name}}}}}"
            )
        assert pictures
        assert shown == korean.body

    def test_new_articles_are_drafts(self, desk: Desk) -> None:
        """Unless the settings say otherwise, people publish an article in Zendesk."""
        desk.make_and_apply(FREE)

        texts = desk.fake.translations[desk.article()].values()
        assert all(one["draft"] for one in texts)

    def test_only_what_changed_is_sent(self, desk: Desk) -> None:
        """After a change of one translation just this text is replaced."""
        number = go_live(desk)
        before = len(desk.fake.changes)
        desk.publish_again("guides/locales/ko.po", "메일에서", "메일함에서")

        desk.make_and_apply(FREE)

        path = f"/help_center/articles/{number}/translations/ko"
        assert desk.fake.changes[before:] == [("PUT", path)]
        assert "메일함에서" in (desk.fake.read(number, "ko") or "")

    def test_a_change_of_the_source_outdates_other_languages(self, desk: Desk) -> None:
        """A language that is not renewed with the source is marked, ours or people's own."""
        number = go_live(desk)
        desk.fake.edit(number, "zh-cn", title="创建密钥", body="<p>x</p>", draft=False)
        said, now = "Keep the key secret.", "Keep your key secret."
        for file in ("guides/locales/ko.po", "guides/locales/ja.po"):
            desk.project.edit(file, f'msgid "{said}"', f'msgid "{now}"')
        desk.project.edit("guides/locales/ja.po", f'msgstr "{said}"', f'msgstr "{now}"')
        desk.publish_again(CREATE, said, now)

        desk.make_and_apply(FREE)

        texts = desk.fake.translations[number]
        assert {one: text["outdated"] for one, text in texts.items()} == {
            "en-us": False,
            "ko": True,
            "ja": False,
            "zh-cn": True,
        }
        assert desk.make_and_apply(FREE).done == []

    def test_pictures_that_are_no_longer_shown_are_removed(self, desk: Desk) -> None:
        """A changed picture is a new attachment; the old one does not stay behind."""
        number = go_live(desk)
        old = set(desk.fake.attachments)
        desk.project.publish(with_a_moved_button(desk))

        desk.make_and_apply(FREE)

        assert desk.fake.orphans(number) == []
        assert len(desk.fake.attachments) == len(old)
        assert not old & set(desk.fake.attachments)

    def test_labels_are_set_apart_from_the_texts(self, desk: Desk) -> None:
        """A new label is one call to the article, and no text is sent for it."""
        number = go_live(desk)
        before = len(desk.fake.changes)
        desk.project.write("guides/zendesk.yaml", LIVE.replace("[keys]", "[keys, api]"))

        desk.make_and_apply(FREE)

        assert desk.fake.changes[before:] == [("PUT", f"/help_center/articles/{number}")]
        assert desk.fake.articles[number]["label_names"] == ["api", "keys"]

    def test_what_was_live_is_kept_before_it_is_replaced(self, desk: Desk) -> None:
        """The old texts are on disk before the first call."""
        number = go_live(desk)
        old = desk.fake.translations[number]["ko"]["body"]
        desk.publish_again("guides/locales/ko.po", "메일에서", "메일함에서")

        desk.make_and_apply(FREE)

        kept = list((desk.project.build / "zendesk-backups" / FREE).iterdir())
        assert [json.loads(one.read_text())["translations"]["ko"]["body"] for one in kept] == [old]


class TestMoods:
    def test_refusals_right_after_creation_are_waited_out(self, desk: Desk) -> None:
        """Uploads that are refused with 409 are tried again, later each time."""
        desk.fake.busy = 3

        desk.make_and_apply(FREE)

        assert desk.pauses == [1, 2, 4]
        assert desk.fake.orphans(desk.article()) == []

    def test_the_help_centre_says_how_long_to_wait(self, desk: Desk) -> None:
        """After 429 the client waits as long as Retry-After says, and goes on."""
        desk.fake.limited = 2

        desk.make_and_apply(FREE)

        assert desk.pauses == [7, 7]
        assert desk.article()

    @pytest.mark.parametrize("when", ["before", "after"])
    def test_a_call_that_may_be_repeated_is(self, desk: Desk, when: str) -> None:
        """Where a text replaces another, a broken connection does not stop the run."""
        desk.make(FREE)
        desk.fake.cut = {5: when}

        desk.apply(FREE)

        assert desk.pauses == [1]
        assert [one[0] for one in desk.fake.changes[4:6]] == ["PUT", "PUT"]

    @pytest.mark.parametrize("when", ["before", "after"])
    def test_a_run_that_is_cut_off_anywhere_is_gone_on_with(self, desk: Desk, when: str) -> None:
        """Whichever call is cut off: the next runs end as if nothing had happened."""
        desk.make(FREE)
        number = 1
        while True:
            desk.fake.cut = {number: when}
            stopped = self._apply_until_done(desk)
            if desk.fake.cut:
                break
            assert len(desk.fake.articles) == 1
            article = desk.article()
            assert desk.fake.orphans(article) == []
            assert len(desk.fake.translations[article]) == 3
            assert len(desk.fake.attachments) == 3
            assert stopped <= 1
            self._begin_again(desk)
            number += 1

        assert number == 8

    @staticmethod
    def _apply_until_done(desk: Desk) -> int:
        for stopped in range(3):
            try:
                desk.apply(FREE)
            except GuiderunnerError:
                continue
            return stopped
        raise AssertionError("never done")

    @staticmethod
    def _begin_again(desk: Desk) -> None:
        (desk.project.root / "guides" / "zendesk.json").unlink()
        state = desk.fake
        for kept in (state.articles, state.translations, state.attachments, state.calls):
            kept.clear()

    def test_a_run_that_stops_says_what_was_done(self, desk: Desk) -> None:
        """The message has the article, the reason, and how many calls were done."""
        desk.make(FREE)
        desk.fake.cut = {3: "before"}

        with pytest.raises(GuiderunnerError) as stopped:
            desk.apply(FREE)

        number = desk.fake.articles.popitem()[0]
        before, _, after = str(stopped.value).partition(" (")
        call = f"POST /help_center/articles/{number}/attachments"
        assert before == f"create-key-free: {call}: the connection broke"
        # Whether it was closed or reset depends on when the system notices.
        assert re.search(r"(closed connection|reset by peer).*\)\. 2 calls done\. ", after)
        assert after.endswith("Run the same command again: it goes on from there.")


class TestRefusals:
    def test_an_edited_article_is_not_overwritten(self, desk: Desk) -> None:
        """A text that a person changed in Zendesk stays, and the reason names it."""
        number = go_live(desk)
        desk.fake.edit(number, "ko", body="<p>by hand</p>")
        desk.publish_again("guides/locales/ko.po", "메일에서", "메일함에서")
        desk.make()

        assert problems_of(desk) == [
            (
                f"build/zendesk/create-key-free/manifest.json:1:1: ko of article {number} was "
                f"edited in Zendesk (last changed {desk.fake.articles[number]['updated_at']}). "
                "Bring the change into the guide, or undo it in Zendesk. [Z007]"
            )
        ]

    def test_changed_labels_are_not_overwritten(self, desk: Desk) -> None:
        """Labels that a person set in Zendesk count as a change."""
        number = go_live(desk)
        desk.fake.articles[number]["label_names"] = ["mine"]
        desk.publish_again("guides/locales/ko.po", "메일에서", "메일함에서")
        desk.make()

        (problem,) = problems_of(desk)
        assert f"label_names of article {number} changed in Zendesk" in problem

    def test_nothing_is_unpublished(self, desk: Desk) -> None:
        """A text that readers have does not become a draft."""
        number = go_live(desk)
        desk.project.write("guides/zendesk.yaml", SETTINGS)
        desk.make(FREE)

        with pytest.raises(ProblemsError) as refused:
            desk.apply(FREE)

        said = [one.message for one in refused.value.problems]
        assert said == [
            f"{locale} of article {number} is published, and would become a draft: readers would "
            "lose it. Set draft: false in guides/zendesk.yaml."
            for locale in ("en-us", "ja", "ko")
        ]
        assert desk.fake.read(number, "ko")

    def test_a_bundle_that_was_edited_by_hand_is_refused(self, desk: Desk) -> None:
        """Each file that is not as it was made is named."""
        desk.make()
        folder = desk.project.build / "zendesk" / FREE
        (folder / "body" / "ko.html").write_text("<p>by hand</p>")
        (folder / "body" / "ja.html").unlink()
        (folder / "more.txt").touch()

        again = "Make the bundle again: guiderunner publish zendesk. [Z004]"
        assert problems_of(desk) == [
            f"build/zendesk/{FREE}/body/ja.html:1:1: the file is missing. {again}",
            f"build/zendesk/{FREE}/body/ko.html:1:1: the file was changed by hand. {again}",
            f"build/zendesk/{FREE}/more.txt:1:1: the file does not belong to the bundle. {again}",
        ]

    def test_an_old_bundle_is_refused(self, desk: Desk) -> None:
        """Only what was reviewed is sent, and only if guides and settings are still the same."""
        desk.make()
        desk.publish_again("guides/locales/ko.po", "메일에서", "메일함에서")
        desk.project.write("guides/zendesk.yaml", LIVE)

        problems = problems_of(desk)

        assert len(problems) == 6
        assert (
            sum("guides were published since this bundle was made" in one for one in problems) == 3
        )
        assert sum("guides/zendesk.yaml changed since" in one for one in problems) == 3

    def test_pictures_must_be_as_they_were_drawn(self, desk: Desk) -> None:
        """A picture of the publication that somebody touched is not sent."""
        desk.make()
        for file in (desk.project.pages / "pictures").iterdir():
            file.write_bytes(b"else")

        assert (
            "is not the one that was drawn. Publish the guide again. [Z009]" in problems_of(desk)[0]
        )

    def test_pictures_must_have_been_accepted(self, desk: Desk) -> None:
        """Where a project keeps accepted pictures, new and changed ones are not sent."""
        desk.make()
        shots = {
            guide_folder(one): {step.id: step.picture.shot for step in one.steps if step.picture}
            for one in read_guides(desk.project.pages)
        }
        changed = {"create": shots["ko/free/create-key"]["create"].model_copy(update=OTHER)}
        accepted = {
            "en/free/create-key": shots["en/free/create-key"],
            "ko/free/create-key": changed,
        }
        file = desk.project.root / "guides" / "approved.json"
        Approvals(accepted).save(file)

        with pytest.raises(ProblemsError) as refused:
            desk.apply(FREE)
        Approvals(shots).save(file)
        report = desk.apply(FREE)

        assert [str(one) for one in refused.value.problems] == [
            f"build/zendesk/{FREE}/manifest.json:1:1: nobody has accepted the picture of step "
            f"'create' in {locale}/free/create-key: guiderunner guides --accept. [Z009]"
            for locale in ("ja", "ko")
        ]
        assert report.done

    def test_missing_settings_are_told_at_once(self, desk: Desk) -> None:
        """Without subdomain, group and sections bundles are made, and not sent."""
        desk.project.write("guides/zendesk.yaml", "version: 1\nlocales: {en: en-us}\n")
        desk.make()

        assert [one.split(": ", 1)[1] for one in problems_of(desk)] == [
            "'permission_group' is missing: who may edit the articles. [Z006]",
            "'sections' has no 'articles': where its articles go. [Z006]",
            "'sections' has no 'keys': where its articles go. [Z006]",
            "'subdomain' is missing: the help centre's own. [Z006]",
        ]

    def test_languages_and_sections_must_be_there(self, desk: Desk) -> None:
        """What the help centre lacks is told before anything is sent."""
        desk.project.write("guides/zendesk.yaml", SETTINGS.replace("keys: 2", "keys: 9"))
        desk.fake.locales.remove("ja")
        desk.make()

        assert [one.split(": ", 1)[1] for one in problems_of(desk)] == [
            "the help centre has no language 'ja'. It has: en-us, ko, zh-cn. [Z010]",
            "the help centre has no section 9. [Z010]",
        ]

    def test_an_article_that_is_gone_is_not_made_again(self, desk: Desk) -> None:
        """Readers' links would break, so a person decides."""
        number = go_live(desk)
        del desk.fake.articles[number]
        desk.publish_again("guides/locales/ko.po", "메일에서", "메일함에서")
        desk.make(FREE)

        with pytest.raises(ProblemsError) as refused:
            desk.apply(FREE)

        assert f"article {number} is gone from Zendesk" in str(refused.value)

    def test_no_article_is_made_twice(self, desk: Desk) -> None:
        """Without its record a project does not make its articles once more."""
        number = go_live(desk)
        (desk.project.root / "guides" / "zendesk.json").unlink()
        desk.make(FREE)

        with pytest.raises(ProblemsError) as refused:
            desk.apply(FREE)

        assert f"article {number} holds this guide already" in str(refused.value)
        assert len(desk.fake.articles) == 1

    def test_another_help_centre_is_refused(self, desk: Desk) -> None:
        """The numbers of articles are of one help centre."""
        go_live(desk)
        desk.project.write("guides/zendesk.yaml", LIVE.replace("keys\n", "kays\n", 1))
        desk.make(FREE)

        with pytest.raises(GuiderunnerError, match="is of 'keys', not of 'kays'"):
            desk.apply(FREE)


class TestDoor:
    def test_no_token_no_call(self) -> None:
        """Who sends is read from the environment, and what is missing is named."""
        with pytest.raises(GuiderunnerError) as refused:
            Credentials.of({"ZENDESK_EMAIL": "docs@example.com"})

        assert str(refused.value).startswith("ZENDESK_API_TOKEN not set in the environment")

    def test_a_token_is_never_shown(self) -> None:
        """It stands in no representation, so in no traceback or log."""
        assert "secret" not in repr(Credentials("docs@example.com", "secret"))

    def test_a_wrong_token_is_told(self, desk: Desk) -> None:
        """The help centre's refusal is told in words, without the token."""
        client = Client(desk.fake.address, Credentials(fake.EMAIL, "wrong"))

        with client.http, pytest.raises(GuiderunnerError) as refused:
            client.get("/users/me")

        assert str(refused.value) == (
            f"{desk.fake.address} does not accept ZENDESK_EMAIL with ZENDESK_API_TOKEN."
        )

    def test_who_is_not_known_is_told(self, desk: Desk) -> None:
        """A help centre takes whom it does not know for anonymous, and answers."""
        desk.fake.is_open = True
        client = Client(desk.fake.address, Credentials(fake.EMAIL, "wrong"))

        with client.http, pytest.raises(GuiderunnerError, match="does not accept ZENDESK_EMAIL"):
            client.require_access()

    def test_a_wrong_subdomain_is_told(self, desk: Desk) -> None:
        """Where no help centre answers, the subdomain is named as the likely reason."""
        nobody = Client("http://127.0.0.1:1", Credentials("a", "b"))
        other = Client(f"{desk.fake.address}/elsewhere", Credentials("a", "b"))

        for client in (nobody, other):
            with client.http, pytest.raises(GuiderunnerError, match="Is the subdomain right"):
                client.require_access()
