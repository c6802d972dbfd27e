"""Rendering pages: one Jinja environment, and what every template may use."""

from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def show(value: datetime | None) -> str:
    """Return an instant as the pages show it: to the minute."""
    return value.strftime("%Y-%m-%d %H:%M") if value else "-"


def show_day(value: datetime | None) -> str:
    """Return the day of an instant as the pages show it."""
    return value.strftime("%Y-%m-%d") if value else "-"


_environment.filters["instant"] = show
_environment.filters["day"] = show_day


def page(template: str, code: int = 200, /, **values: Any) -> HTMLResponse:
    """Return the page that *template* makes of *values*."""
    return HTMLResponse(_environment.get_template(template).render(**values), code)
