"""The menus of Cafe24 PRO: what must be up to date before a page of theirs is read."""

from starlette.responses import Response

from mock_site.pro.telling import tell_of_expiry
from mock_site.web.visit import Handler, Visit


def up_to_date(handler: Handler) -> Handler:
    """Return *handler*, before which all that time has brought about is told."""

    def handle(visit: Visit) -> Response:
        if visit.login is not None:
            tell_of_expiry(visit.mall)
        return handler(visit)

    return handle
