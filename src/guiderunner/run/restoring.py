"""Puts a world into a state that was dumped before."""

import json
from pathlib import Path

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.site.protocol import Tenant

NOT_RESTORED = "the saved world does not fit this site"


def restore_world(tenant: Tenant, file: Path) -> None:
    """Put the world of *tenant* into the state in *file*.

    Raises:
        GuiderunnerError: If the site cannot be in such a state.
    """
    try:
        tenant.restore(json.loads(file.read_bytes()))
    except (RuntimeError, LookupError, ValueError) as error:
        raise GuiderunnerError(f"{NOT_RESTORED}: {error}") from error
