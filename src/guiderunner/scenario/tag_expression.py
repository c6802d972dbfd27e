"""Boolean expressions over tags, such as `smoke and not (ja or ko)`."""

import ast
import re
from collections.abc import Collection
from dataclasses import dataclass

_TOKEN = re.compile(r"[()]|[^\s()]+")
_OPERATORS = {"(", ")", "and", "or", "not"}


@dataclass(frozen=True)
class TagExpression:
    """An expression that was read; `tags` are the words in it."""

    tags: tuple[str, ...]
    _tree: ast.expr

    @classmethod
    def parse(cls, text: str) -> "TagExpression":
        """Read *text*: tags, `and`, `or`, `not` and brackets.

        Raises:
            ValueError: If it is no such expression.
        """
        tokens = _TOKEN.findall(text)
        tags = [one for one in tokens if one not in _OPERATORS]
        # Python's own grammar does the rest; tags need not be its names.
        names = iter(range(len(tags)))
        spelled = " ".join(one if one in _OPERATORS else f"t{next(names)}" for one in tokens)
        try:
            tree = ast.parse(spelled, mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            raise ValueError(f"'{text}' is no expression of tags") from None
        if any(not isinstance(one, _ALLOWED) for one in ast.walk(tree)):
            raise ValueError(f"'{text}' is no expression of tags")
        return cls(tuple(tags), tree)

    def fits(self, tags: Collection[str]) -> bool:
        """Whether something with *tags* is meant."""
        return self._holds(self._tree, tags)

    def _holds(self, node: ast.expr, tags: Collection[str]) -> bool:
        if isinstance(node, ast.BoolOp):
            found = (self._holds(one, tags) for one in node.values)
            return all(found) if isinstance(node.op, ast.And) else any(found)
        if isinstance(node, ast.UnaryOp):
            return not self._holds(node.operand, tags)
        assert isinstance(node, ast.Name)  # noqa: S101 - parse lets nothing else in
        return self.tags[int(node.id[1:])] in tags


_ALLOWED = (ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.Name, ast.Load)
