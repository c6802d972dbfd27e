"""Rendering pages: one Jinja environment, and what every template may use."""

from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse


def instant(value: datetime | None) -> str:
    """Return an instant as the pages show it: to the minute."""
    return value.strftime("%Y-%m-%d %H:%M") if value else "-"


def day(value: datetime | None) -> str:
    """Return the day of an instant as the pages show it."""
    return value.strftime("%Y-%m-%d") if value else "-"


_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent.parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_ENVIRONMENT.filters["instant"] = instant
_ENVIRONMENT.filters["day"] = day


def html(template: str, status: int, values: dict[str, Any]) -> HTMLResponse:
    """Return the page that *template* makes of *values*; browsers do not keep it."""
    text = _ENVIRONMENT.get_template(template).render(values)
    return HTMLResponse(text, status, {"Cache-Control": "no-store"})
