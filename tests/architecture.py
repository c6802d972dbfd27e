"""The rules of ARCHITECTURE.md, as functions from a source tree to what breaks them."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ENGINE = Path("src/guiderunner")
# Room -> what it may import of the engine besides itself and what all rooms share.
SHARED = ("collecting", "diagnostics", "__version__")
ROOMS = {
    "collecting": (),
    "diagnostics": (),
    "scenario": (),
    "evidence": (),
    "site": (),
    "project": ("scenario", "site"),
    "run": ("scenario", "site", "evidence", "project"),
    "authoring": ("scenario",),
    "report": ("evidence", "scenario"),
    "guide": ("evidence", "scenario"),
    "repro": (
        "run.session",
        "run.checking",
        "run.restoring",
        "evidence",
        "scenario",
        "guide",
        "project",
        "site.protocol",
    ),
    "proof": ("run.session", "evidence", "scenario", "guide", "project", "site.defects"),
    "cli": ("",),
}
# The PDF renderer prints with the browser of the runs.
ALSO = {"guide/pdf.py": ("site.printing",)}
# Only these modules of the engine import the package.
AT_HOME = {"pytest": ("run/",), "playwright": ("run/", "site/printing.py")}
PRODUCT = re.compile(r"cafe24|rakuten|qoo10|ebay|shopee", re.IGNORECASE)
# The adapter is imported by every command, so it must load at once.
LIGHT = ("pydantic", "yaml")
ADAPTER = ("mock_site.client", "mock_site.world")
# Side of the mock -> what it may only meet on the wire, but for the messages themselves.
_MARKET = ("mock_site.api", "mock_site.sellers", "mock_site.tables.market")
_PRO = ("mock_site.pro", "mock_site.tables.pro", "mock_site.tables.activity")
ACROSS = {"pro": _MARKET, "api": _PRO, "sellers": _PRO}
CONTRACT = ("mock_site.api.messages", "mock_site.api.refusals")
# Spelled in parts, so that this file does not break its own rule.
NOWHERE = tuple(
    "".join(parts)
    for parts in (
        ("/wo", "rk/"),
        ("../sh", "ared"),
        ("py", "pi.org"),
        ("python", "hosted.org"),
        ("npm", "js.org"),
        ("deb.deb", "ian.org"),
    )
)


def violations(root: Path) -> list[str]:
    """Return everything under *root* that breaks a rule, one line each."""
    rules: tuple[Callable[[Path], Iterator[str]], ...] = (
        rooms,
        strangers,
        pages,
        mock_site,
        wire,
        product_names,
        content,
        forbidden_words,
    )
    return [found for rule in rules for found in rule(root)]


def rooms(root: Path) -> Iterator[str]:
    """Each room of the engine imports only the rooms below it."""
    for path in _python(root / ENGINE):
        inside = path.relative_to(root / ENGINE).as_posix()
        room = inside.removesuffix(".py").partition("/")[0]
        if room in {"__init__", "__main__"}:
            continue
        allowed = (*ROOMS.get(room, ()), room, *SHARED, *ALSO.get(inside, ()))
        for line, name in _imports(path, root / "src"):
            package, _, rest = name.partition(".")
            if package == "guiderunner" and not _below(rest, allowed):
                yield f"{ENGINE}/{inside}:{line}: {room} imports {name}"


def strangers(root: Path) -> Iterator[str]:
    """The engine's use of pytest and Playwright stays where it belongs."""
    for path in _python(root / ENGINE):
        inside = path.relative_to(root / ENGINE).as_posix()
        for line, name in _imports(path, root / "src"):
            package = name.partition(".")[0]
            home = AT_HOME.get(package)
            if package in {"pages", "mock_site", "tests", "bench"} or (
                home is not None and not inside.startswith(home)
            ):
                yield f"{ENGINE}/{inside}:{line}: imports {name}"


def pages(root: Path) -> Iterator[str]:
    """Page objects know their base class, Playwright and each other."""
    allowed = ("guiderunner.run.page_object", "playwright", "pages")
    for path in _python(root / "pages"):
        for line, name in _imports(path, root):
            known = name.partition(".")[0] in {"guiderunner", "mock_site", "pytest", "tests"}
            if known and not _below(name, allowed):
                yield f"{path.relative_to(root)}:{line}: a page object imports {name}"


def mock_site(root: Path) -> Iterator[str]:
    """The site knows nothing of the engine, and its adapter is light."""
    strange = ("guiderunner", "pages", "playwright", "pytest", "tests")
    for path in _python(root / "mock_site"):
        for line, name in _imports(path, root):
            if _below(name, strange):
                yield f"{path.relative_to(root)}:{line}: the mock site imports {name}"
    waiting, seen = list(ADAPTER), set[Path]()
    while waiting:
        module = _module(root, waiting.pop())
        if module is None or module in seen:
            continue
        seen.add(module)
        for line, name in _imports(module, root, at_once=True):
            if _below(name, ("mock_site",)):
                waiting.append(name)
            elif not _is_standard(name) and not _below(name, LIGHT):
                yield f"{module.relative_to(root)}:{line}: the adapter loads {name}"


def wire(root: Path) -> Iterator[str]:
    """The mock's two sides meet on the wire only; defects alone use the back door."""
    for path in _python(root / "mock_site"):
        inside = path.relative_to(root / "mock_site").as_posix()
        side = inside.partition("/")[0]
        for line, name in _imports(path, root):
            across = _below(name, ACROSS.get(side, ())) and not _below(name, CONTRACT)
            if across:
                yield f"mock_site/{inside}:{line}: {side} imports {name}, which is across the wire"
        for number, text in enumerate(_lines(path), start=1):
            if ".markets.records(" in text and side != "faults":
                yield f"mock_site/{inside}:{number}: uses the defects' back door"


def product_names(root: Path) -> Iterator[str]:
    """The engine serves any site. Examples in `--help` are of this project, to be tried."""
    for path in sorted((root / ENGINE).rglob("*")):
        if path.is_dir() or "__pycache__" in path.parts or "cli" in path.parts:
            continue
        for number, line in enumerate(_lines(path), start=1):
            if match := PRODUCT.search(line):
                yield f"{path.relative_to(root)}:{number}: the engine names '{match[0]}'"


def content(root: Path) -> Iterator[str]:
    """Scenarios and guides hold no code."""
    for folder in ("scenarios", "guides"):
        for path in _python(root / folder):
            yield f"{path.relative_to(root)}: content holds no Python"


def forbidden_words(root: Path) -> Iterator[str]:
    """No file names what exists on one machine only."""
    for path in _tracked(root):
        for number, line in enumerate(_lines(path), start=1):
            for word in NOWHERE:
                if word in line:
                    yield f"{path.relative_to(root)}:{number}: names '{word}'"


def _python(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return []


def _imports(path: Path, top: Path, *, at_once: bool = False) -> Iterator[tuple[int, str]]:
    """Yield line and full name of everything that *path* imports, wherever it does so.

    *at_once* leaves out what is only imported when it is needed, within a function.
    """
    package = path.relative_to(top).parts[:-1]
    module = ast.parse(path.read_bytes())
    for node in module.body if at_once else ast.walk(module):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            source = [*above, *([node.module] if node.module else [])]
            for alias in node.names:
                yield node.lineno, ".".join([*source, alias.name])


def _below(name: str, prefixes: tuple[str, ...]) -> bool:
    return any(not one or name == one or name.startswith(f"{one}.") for one in prefixes)


def _module(root: Path, name: str) -> Path | None:
    """Return the file of module *name*, or of the module that defines it."""
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        path = root.joinpath(*parts[:end])
        for candidate in (path.with_suffix(".py"), path / "__init__.py"):
            if candidate.is_file():
                return candidate
    return None


def _is_standard(name: str) -> bool:
    return name.partition(".")[0] in sys.stdlib_module_names


def _tracked(root: Path) -> list[Path]:
    if not (root / ".git").exists():
        return sorted(path for path in root.rglob("*") if path.is_file())
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True
    )
    names = listed.stdout.split("\0")
    return [root / name for name in names if name and (root / name).is_file()]
