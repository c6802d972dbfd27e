"""Commands for those who write scenarios: new, actions, schema, labels."""

import json
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from guiderunner.cli import options
from guiderunner.diagnostics import GuiderunnerError, plural
from guiderunner.report.console import RunConsole, make_console

Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="WORD", help="Only names and descriptions that hold a word."),
]
AsMarkdown = Annotated[bool, typer.Option("--markdown", help="Print the page for docs instead.")]
FOLDER = "schemas"


def register(app: typer.Typer) -> None:
    """Add the commands to *app*."""
    app.command(
        name="new",
        epilog=options.examples(
            "guiderunner new registration/second-shop",
            "guiderunner new refresh/see-changes --page account",
        ),
    )(new)
    app.command(
        name="actions",
        epilog=options.examples("guiderunner actions", "guiderunner actions unlink"),
    )(actions)
    app.command(
        name="labels",
        epilog=options.examples("guiderunner labels", "guiderunner labels connect-account -n 2"),
    )(labels)
    app.command(name="schema", epilog=options.examples("guiderunner schema"))(schema)


def new(
    name: Annotated[str, typer.Argument(metavar="FLOW/ID", help="Its folder and its id.")],
    page: Annotated[
        str | None, typer.Option("--page", help="The page object that it begins on.")
    ] = None,
    project: options.ProjectFolder = None,
) -> None:
    """Write a first scenario of a flow, which passes the check and runs."""
    from guiderunner.authoring.skeleton import new_scenario  # noqa: PLC0415 - as below

    checked = options.load(project)
    checked.suite.require_no_problems()
    file, text = new_scenario(checked.suite, name, page)
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    shown = file.relative_to(checked.project.root)
    typer.echo(f"Wrote {shown}. What it may name: guiderunner actions")
    typer.echo(f"Then: guiderunner check && guiderunner run {name.partition('/')[2]}")


def actions(
    words: Words = None, markdown: AsMarkdown = False, project: options.ProjectFolder = None
) -> None:
    """List the actions and locators that scenarios may name."""
    from guiderunner.authoring import reference  # noqa: PLC0415 - other commands do not need it

    names = options.load(project).registry.names
    if markdown:
        typer.echo(reference.markdown(names), nl=False)
        return
    found = reference.entries(names, words or ())
    if not found:
        raise GuiderunnerError(f"no action or locator has '{' or '.join(words or ())}' in it.")
    console = make_console()
    for one in found:
        kind = f"{one.kind}, destroys data" if one.destroys else one.kind
        console.print(Text.assemble((one.signature, "bold"), "  ", (kind, "cyan")))
        console.print(Padding(Text(one.doc), (0, 0, 0, 4)), soft_wrap=False)


def schema(project: options.ProjectFolder = None) -> None:
    """Write the JSON Schemas that editors complete and check scenarios with."""
    from guiderunner.authoring.schema import schemas  # noqa: PLC0415 - as above

    checked = options.load(project)
    folder = checked.project.scenarios / FOLDER
    folder.mkdir(exist_ok=True)
    for kind, one in schemas(checked.suite).items():
        file = folder / f"{kind}.json"
        file.write_text(json.dumps(one, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        typer.echo(f"Wrote {file.relative_to(checked.project.root)}")


def labels(
    what: options.What = None,
    tag: options.Tags = None,
    only: options.Only = None,
    workers: options.Workers = 1,
    project: options.ProjectFolder = None,
) -> None:
    """Read the labels off the running site in each language; show a patch, and change nothing.

    Scenarios are run in the first locale of the project; each page that they come to is opened
    in the other languages of its site too. Exit code 1 if a label differs.
    """
    from guiderunner.authoring.label_patch import compare_labels, patch  # noqa: PLC0415
    from guiderunner.run.session import PASSED, run_variants  # noqa: PLC0415 - slow to import

    checked = options.load(project)
    first = [checked.project.settings.locales[0]]
    variants = options.selected(checked, what, tag, only, first)
    with tempfile.TemporaryDirectory() as folder:
        with RunConsole(make_console()) as console:
            flags = ["--read-labels", folder]
            result = run_variants(checked, variants, console, workers, flags)
        found = compare_labels(checked.labels, sorted(Path(folder).glob("*.jsonl")))
    path = f"{checked.project.settings.pages}/labels.yaml"
    typer.echo(patch(checked.labels, checked.project.root / path, path, found), nl=False)
    for (site, name, language), texts in found.unclear.items():
        said = " or ".join(f"'{text}'" for text in texts)
        typer.echo(f"Unclear: [{name}] of {site} in {language} is {said}.")
    differing = plural(len(found.differing) + len(found.unclear), "difference")
    typer.echo(f"{plural(found.read, 'label')} read, {differing}, {len(found.unseen)} not seen.")
    if result.code != PASSED:
        raise typer.Exit(result.code)
    raise typer.Exit(1 if found.differing or found.unclear else 0)
