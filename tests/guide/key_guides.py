"""A small project with guides: its scenarios, its translations, and evidence made by hand."""

import io
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from guiderunner.evidence.model import (
    Box,
    ExpectationRecord,
    FieldRecord,
    Mark,
    Outcome,
    PictureRecord,
    Run,
    ShownLabel,
    StepRecord,
    Try,
)
from guiderunner.guide.contents import Contents
from guiderunner.guide.proofs import Batch
from guiderunner.guide.publish import publish
from guiderunner.guide.published import Published
from guiderunner.scenario.labels import Labels
from guiderunner.scenario.model import Expectation, Step
from guiderunner.scenario.names import Names
from guiderunner.scenario.suite import Suite, Surroundings, load_suite
from guiderunner.scenario.variants import Variant

OURS = Path(__file__).parents[2] / "guides"
SCENARIO = """
version: 1
id: create-key
guide: article
title: Create a key for {{ plan.name }}
summary: Give your server a key, so that it can call the API.
each: {plan: all}
prerequisites:
  - You can log in.
steps:
  - id: log-in
    action: login.log_in
  - id: open-keys
    text: Go to [Keys].
    action: keys.open
  - id: create
    danger: {text: The old key stops working., proved_by: old-key/use-old-key}
    text: "{{ plan.select }}"
    action: keys.create
    result: Your new [Key] is shown.
    expect:
      - {visible: keys.key}
    note: {text: Keep the key secret., editorial: true}
    picture: {of: keys.form, mark: [keys.create_button], when: before}
    fields: keys.fields
  - id: check-mail
    text: In your mail, open [Inbox].
    action: mail.open
"""
OLD_KEY = """
version: 1
id: old-key
guide: none
title: Use the old key
summary: It no longer works.
each: {plan: all}
steps:
  - id: use-old-key
    expect:
      - {visible: keys.refused_message}
"""
ROWS = """
version: 1
id: plan
prose: [name, select]
rows:
  - {id: free, name: Free, select: "Select [Create key]."}
  - {id: team, name: Team <b>&</b>, select: "Select [Create key]."}
"""
LABELS = """
app:
  Keys: {ko: 키 목록, ja: キー一覧}
  Create key: {ko: 키 만들기, ja: キーを作成}
  Key: {ko: 키, ja: キー}
mail:
  Inbox: {ko: 받은편지함, ja: 受信トレイ}
"""
FRONT = """
version: 1
title: Guides to keys
summary: All of them.
flows:
  - {id: keys, title: Keys, summary: Make and change keys.}
"""
ARTICLE = """
version: 1
id: all-about-keys
title: All about keys
summary: From the first to the last.
parts:
  - {title: Find your keys, introduction: They are in one place., guide: create-key,
     row: {plan: free}, steps: [open-keys]}
  - {guide: create-key, row: {plan: free}}
"""
KOREAN = {
    "Create a key for {{ plan.name }}": "{{ plan.name }}을/를 위한 키 만들기",
    "Go to [Keys].": "[Keys]으로/로 이동해 주세요.",
    "Select [Create key].": "[Create key]을/를 선택해 주세요.",
    "In your mail, open [Inbox].": "메일에서 [Inbox]을/를 열어 주세요.",
}
_SHOWN = {
    "en": {"Keys": "Keys", "Create key": "Create key", "Key": "Key"},
    "ko": {"Keys": "키 목록", "Create key": "키 만들기", "Key": "키"},
    "ja": {"Keys": "キー一覧", "Create key": "キーを作成", "Key": "キー"},
}


@dataclass
class Project:
    """A folder with scenarios, labels and guides."""

    root: Path

    @property
    def build(self) -> Path:
        """Where publications are made."""
        return self.root / "build"

    @property
    def pages(self) -> Path:
        """What readers see."""
        return self.build / "guides"

    def write(self, name: str, text: str) -> None:
        """Write a file of the project."""
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.lstrip("\n"), encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Change a file of the project; *old* must be in it."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def suite(self) -> Suite:
        """Load the scenarios."""
        path, claims = "pages/labels.yaml", self.root / "scenarios" / "data" / "claims.yaml"
        around = Surroundings(
            root=self.root,
            scenarios=self.root / "scenarios",
            names=Names({}),
            labels=Labels.load(self.root / path, path),
            locales=("en", "ko", "ja"),
            languages={},
            check_world=lambda *_: [],
            world_variables=lambda _: {},
            claims=claims if claims.exists() else None,
        )
        return load_suite(around)

    def contents(self) -> Contents:
        """Load what guides are made of."""
        return Contents.load(self.suite(), self.root / "guides")

    def run(self, suite: Suite, **outcomes: Outcome) -> Run:
        """Return a run of every variant; *outcomes* names those that did not pass, as a_b_c."""
        folder = self.root / "runs" / "run-1" / "pictures"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "shot.png").write_bytes(shot())
        made = [
            made_try(one, outcomes.get(one.name.replace("-", "_"), "passed"))
            for one in suite.variants
        ]
        return Run(id="run-1", started="2026-03-02", seconds=1, versions={}, tries=tuple(made))

    def run_with_wide_pictures(self) -> Run:
        """Return a run whose pictures are too wide for a phone."""
        run = self.run(self.suite())
        wide = make_picture(area=Box(x=100, y=50, width=839, height=200), file="wide.png")
        (self.root / "runs" / run.id / "pictures" / wide.file).write_bytes(shot(839, 200))
        tries = [
            one.model_copy(update={"steps": tuple(_with(step, wide) for step in one.steps)})
            for one in run.tries
        ]
        return run.model_copy(update={"tries": tuple(tries)})

    def publish(
        self, run: Run | None = None, only: Sequence[str] = (), **outcomes: Outcome
    ) -> Published:
        """Publish the guides of the variants named in *only*, or all."""
        contents = self.contents()
        run = run or self.run(contents.suite, **outcomes)
        chosen = [one for one in contents.suite.variants if not only or one.name in only]
        batch = Batch(run, self.root / "runs" / run.id, chosen)
        return publish(contents, self.build, [batch])

    def page(self, name: str = "en/free/create-key") -> str:
        """Return a page that readers see."""
        return (self.pages / name / "index.html").read_text(encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        """Return every file that readers see."""
        found = [one for one in self.pages.resolve().rglob("*") if one.is_file()]
        return {one.relative_to(self.pages.resolve()).as_posix(): one.read_bytes() for one in found}


def make_project(root: Path) -> Project:
    """Return a project whose texts are translated: by itself in Japanese, truly in Korean."""
    project = Project(root)
    project.write("scenarios/keys/create_key.yaml", SCENARIO)
    project.write("scenarios/keys/old_key.yaml", OLD_KEY)
    project.write("scenarios/data/plans.yaml", ROWS)
    project.write("pages/labels.yaml", LABELS)
    project.write("guides/front_page.yaml", FRONT)
    project.write("guides/articles/all_about_keys.yaml", ARTICLE)
    for name in ("templates", "theme"):
        shutil.copytree(OURS / name, root / "guides" / name)
    translate(project)
    return project


def translate(project: Project) -> None:
    """Give every text a translation; what is not in KOREAN is said in English."""
    from babel.messages.pofile import read_po, write_po  # noqa: PLC0415 - beside its only use

    from guiderunner.guide.extraction import update_catalogues  # noqa: PLC0415 - as above

    suite = project.suite()
    update_catalogues(suite, project.root / "guides", ["ko", "ja"])
    for locale in ("ko", "ja"):
        file = project.root / "guides" / "locales" / f"{locale}.po"
        catalog = read_po(io.BytesIO(file.read_bytes()), locale=locale)
        for message in catalog:
            if message.id:
                known = KOREAN if locale == "ko" else {}
                message.string = known.get(str(message.id), str(message.id))
                message.flags.discard("fuzzy")
        stream = io.BytesIO()
        write_po(stream, catalog)
        file.write_bytes(stream.getvalue())


def shot(width: int = 400, height: int = 200) -> bytes:
    """Return a white PNG of a form, twice as large as its area."""
    stream = io.BytesIO()
    Image.new("RGB", (width * 2, height * 2), "white").save(stream, "PNG")
    return stream.getvalue()


def make_picture(label: str = "Create key", **changes: Any) -> PictureRecord:
    """Return the record of a picture with one button and one line of words above it."""
    box = Box(x=200, y=140, width=90, height=32)
    facts: dict[str, Any] = {
        "file": "shot.png",
        "scale": 2,
        "area": Box(x=100, y=50, width=400, height=200),
        "subject": Box(x=110, y=60, width=380, height=180),
        "heading": "My keys",
        "marks": (Mark(name="keys.create_button", box=box, label=label, state="ready"),),
        "texts": (Box(x=120, y=90, width=300, height=20), box),
        "when": "before",
    }
    return PictureRecord.model_validate(facts | changes)


def make_fields(language: str) -> tuple[FieldRecord, ...]:
    """Return two fields of a form: a required one, and one without help in Japanese."""
    return (
        FieldRecord(label="Name", language=language, required=True, help="Yours <b>", note="* 9."),
        FieldRecord(label="権限", language="ja", required=False),
    )


def made_try(variant: Variant, outcome: Outcome) -> Try:
    """Return a try of *variant* in which every label of the scenario was seen."""
    shown = _SHOWN[variant.locale]
    labels = {
        "open-keys": [_label(shown, "Keys", variant.locale)],
        "create": [_label(shown, "Create key", variant.locale)],
        "check-mail": [ShownLabel(site="mail", name="Inbox", shown="受信トレイ", language="ja")],
    }
    steps = [
        StepRecord(
            id=step.id,
            line=10,
            action=step.action,
            labels=tuple(labels.get(step.id, ())),
            expectations=tuple(
                _expectation(one, of, _label(shown, "Key", variant.locale))
                for of, expected in _expected(step)
                for one in expected
            ),
            fields=make_fields(variant.locale) if step.fields else (),
            picture=make_picture(shown["Create key"]) if step.picture else None,
            outcome=outcome,
            seconds=0.1,
        )
        for step in variant.scenario.steps
        if not hasattr(step, "use")
    ]
    return Try(
        node=variant.node,
        path=variant.path,
        scenario=variant.scenario.id,
        row=dict(variant.row),
        locale=variant.locale,
        digest="0",
        started="2026-03-02",
        seconds=1,
        outcome=outcome,
        steps=tuple(steps),
    )


def _with(step: StepRecord, picture: PictureRecord) -> StepRecord:
    return step.model_copy(update={"picture": picture}) if step.picture else step


def _label(shown: dict[str, str], name: str, language: str) -> ShownLabel:
    return ShownLabel(site="app", name=name, shown=shown[name], language=language)


def _expected(step: Step) -> list[tuple[str, Sequence[Expectation]]]:
    own = [(f"{kind}.{index}", one.expect) for kind, index, one in step.sentences()]
    return [("step", step.expect), *own]


def _expectation(asked: Expectation, of: str, label: ShownLabel) -> ExpectationRecord:
    return ExpectationRecord(
        of=of,
        kind=asked.kind,
        at=asked.target,
        expected="to be visible",
        found="to be visible",
        line=12,
        written=asked.written,
        proves=asked.proves,
        outcome="passed",
        labels=(label,),
    )
