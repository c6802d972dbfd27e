"""The project that the tool works in: its folders, its settings, its pages and its site."""

import importlib
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from guiderunner.diagnostics import GuiderunnerError, suggestion
from guiderunner.scenario.labels import Labels
from guiderunner.site.protocol import SiteAdapter


class Settings(BaseModel):
    """`[tool.guiderunner]` of pyproject.toml; all paths are relative to it.

    `viewport` is in CSS pixels, `scale` in image pixels per CSS pixel, `timeout` in seconds.
    """

    model_config = ConfigDict(extra="forbid")

    site: str
    pages: str = "pages"
    scenarios: str = "scenarios"
    guides: str = "guides"
    claims: str | None = None
    locales: tuple[str, ...] = Field(default=("en",), min_length=1)
    viewport: tuple[int, int] = (1080, 900)
    scale: float = 2
    timeout: float = 5


@dataclass(frozen=True)
class Project:
    """A folder whose pyproject.toml has `[tool.guiderunner]`."""

    root: Path
    settings: Settings

    @property
    def scenarios(self) -> Path:
        """The folder of scenarios."""
        return self.root / self.settings.scenarios

    @property
    def guides(self) -> Path:
        """The folder of templates, locale files and articles."""
        return self.root / self.settings.guides

    @property
    def runs(self) -> Path:
        """Where evidence is kept, one folder a run."""
        return self.root / "runs"

    @property
    def build(self) -> Path:
        """Where publications are made."""
        return self.root / "build"

    @property
    def claims(self) -> Path | None:
        """The file of claims, if the project has one."""
        return self.root / self.settings.claims if self.settings.claims else None

    def labels(self) -> Labels:
        """Read the project's table of UI labels.

        Raises:
            ProblemsError: If the table is not one.
        """
        path = f"{self.settings.pages}/labels.yaml"
        return Labels.load(self.root / path, path)

    def page_package(self) -> ModuleType:
        """Import the package of page objects."""
        return self._import(self.settings.pages.replace("/", "."))

    def adapter(self) -> type[SiteAdapter]:
        """Import the class that is the door to the site."""
        module, _, name = self.settings.site.partition(":")
        adapter: type[SiteAdapter] | None = getattr(self._import(module), name, None)
        if adapter is None:
            raise GuiderunnerError(f"pyproject.toml: {module} has no '{name}' (site).")
        return adapter

    def _import(self, name: str) -> ModuleType:
        if str(self.root) not in sys.path:
            sys.path.insert(0, str(self.root))
        try:
            return importlib.import_module(name)
        except ModuleNotFoundError as error:
            if error.name and name.startswith(error.name):
                raise GuiderunnerError(f"pyproject.toml: there is no module '{name}'.") from None
            raise


def find_project(start: Path | None = None) -> Project:
    """Return the project at or above *start*, by default the working folder.

    Raises:
        GuiderunnerError: If there is none, or its settings are not right.
    """
    folder = (start or Path.cwd()).resolve()
    for candidate in [folder, *folder.parents]:
        file = candidate / "pyproject.toml"
        settings = _settings(file) if file.is_file() else None
        if settings is not None:
            return Project(candidate, settings)
    raise GuiderunnerError(
        f"no project at or above {folder}: no pyproject.toml has [tool.guiderunner]. "
        "Go to the project's folder, or name it with --project."
    )


def _settings(file: Path) -> Settings | None:
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GuiderunnerError(f"{file}: {error}.") from None
    table: dict[str, Any] | None = data.get("tool", {}).get("guiderunner")
    if table is None:
        return None
    try:
        return Settings.model_validate(table)
    except ValidationError as error:
        raise GuiderunnerError("\n".join(_said(file, one) for one in error.errors())) from None


def _said(file: Path, error: Any) -> str:
    key = ".".join(map(str, error["loc"]))
    if error["type"] == "extra_forbidden":
        near = suggestion(key, Settings.model_fields)
        return f"{file}: unknown key '{key}' in [tool.guiderunner].{near}"
    if error["type"] == "missing":
        return f"{file}: [tool.guiderunner] has no '{key}'."
    return f"{file}: '{key}' in [tool.guiderunner]: {error['msg']}."
