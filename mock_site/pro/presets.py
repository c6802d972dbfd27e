"""The templates of an account, and the one that its products are registered with."""

from collections.abc import Sequence

from sqlalchemy import select

from mock_site.open_mall import OpenMall
from mock_site.tables.pro import Account, Template


def templates_of(mall: OpenMall, account: Account) -> Sequence[Template]:
    """Return the templates of *account*, oldest first."""
    asked = select(Template).where(
        Template.marketplace == account.marketplace, Template.shop_id == account.shop_id
    )
    return mall.session.scalars(asked.order_by(Template.id)).all()


def default_template(mall: OpenMall, account: Account) -> str:
    """Return the name of the template that products of *account* are registered with."""
    return next((one.name for one in templates_of(mall, account) if one.default), "")
