"""What a help centre leaves of an article's body when it shows it, as far as is documented.

Zendesk cleans bodies silently and only when they are read, so that reading back proves nothing.
This model removes what it removes: a body that passes unchanged is shown as it was made.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

import nh3


def _set(*groups: str) -> frozenset[str]:
    return frozenset(word for group in groups for word in group.split())


TAGS = _set(
    "div span section article aside header footer nav h1 h2 h3 h4 h5 h6 p hr br blockquote pre",
    "ul ol li dl dt dd table tbody thead tfoot tr td th caption colgroup col figure figcaption",
    "details summary img audio video source track iframe a abbr address b i u s em strong small",
    "mark code kbd samp var sub sup del ins cite q time data dfn bdi bdo ruby rt rp",
)
_GLOBAL = {"class", "dir", "id", "lang", "style", "tabindex", "title"}
_OWN = {
    "a": {"href", "target"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope"},
    "time": {"datetime"},
    "details": {"open"},
    "source": {"src", "type"},
    "video": {"src", "controls", "width", "height"},
    "audio": {"src", "controls"},
    "iframe": {"src", "width", "height"},
}
_SCHEMES = {"ftp", "http", "https", "mailto", "sftp", "sms", "tel"}
_SOURCES = ("blob:", "data:", "http:", "https:")
_FRAMES = re.compile(
    r"https://([\w-]+\.)*(jwplayer|wistia|vidyard|vimeo|brightcove|microsoftstream|loom"
    r"|microsoft|youtube|youtube-nocookie)\.(com|net)/",
    re.IGNORECASE,
)
_STYLES = _set(
    "aspect-ratio background background-color background-image border-radius border-collapse",
    "border-spacing box-sizing color display height letter-spacing line-height max-height",
    "min-height max-width min-width orphans text-align text-indent text-transform vertical-align",
    "white-space widows width word-spacing",
)
_FAMILIES = ("border", "font", "outline", "padding", "text-decoration")
_STYLES_OF = {
    "table": ("margin",),
    "figure": ("float",),
    **dict.fromkeys(("ul", "ol", "li"), ("list-style",)),
}
_PASSES = 20
_VOID = {"br", "hr", "img", "col", "source", "track"}
_REMOVED_IF_EMPTY = {"span", "i", "td"}
_DECLARATION = re.compile(r"""([\w-]+)\s*:\s*((?:[^;"'(]|\([^)]*\)|"[^"]*"|'[^']*')+)""")
_UNSAFE = re.compile(r"expression\s*\(|url\(\s*[\"']?\s*(?!blob:|data:|https?:)", re.IGNORECASE)


def sanitise(body: str) -> str:
    """Return what readers get of *body*."""
    # Parsers move elements that are out of place, and what is moved may have to be cleaned too.
    for _ in range(_PASSES):
        before, body = body, _cleaned(body)
        if body == before:
            break
    return body


def _cleaned(body: str) -> str:
    cleaned = nh3.clean(
        body,
        tags=set(TAGS),
        attributes={"*": _GLOBAL, **_OWN},
        generic_attribute_prefixes={"aria-", "data-"},
        attribute_filter=_attribute,
        url_schemes=_SCHEMES | {"blob", "data"},
        link_rel=None,
    )
    tree = _Tree()
    tree.feed(cleaned)
    tree.close()
    return "".join(tree.root.written())


def _attribute(tag: str, name: str, value: str) -> str | None:
    """Say what is left of an attribute; frames and styles have rules of their own."""
    if name == "style":
        return filter_style(tag, value) or None
    if name == "href" and value.strip().lower().startswith(("blob:", "data:")):
        return None
    if tag == "iframe" and name == "src":
        return value if _FRAMES.match(value) else None
    if name == "src" and ":" in value and "{{" not in value:
        return value if value.strip().lower().startswith(_SOURCES) else None
    return value


def filter_style(tag: str, style: str) -> str:
    """Return the declarations of *style* that an element *tag* keeps; all of them, verbatim."""
    declared = _DECLARATION.findall(style)
    kept = [(name, value) for name, value in declared if _is_kept(tag, name.lower(), value)]
    if len(kept) == len(declared) and _is_plain(style):
        return style
    return ";".join(f"{name}: {value.strip()}" for name, value in kept)


def _is_plain(style: str) -> bool:
    """Whether *style* holds declarations and nothing else."""
    return not _DECLARATION.sub("", style).strip("; \t\n")


def _is_kept(tag: str, name: str, value: str) -> bool:
    families = (*_FAMILIES, *_STYLES_OF.get(tag, ()))
    known = name in _STYLES or any(name == one or name.startswith(f"{one}-") for one in families)
    return known and not _UNSAFE.search(value)


@dataclass
class _Node:
    """An element: its start tag as written, and what is in it."""

    tag: str
    start: str
    inside: "list[_Node | str]" = field(default_factory=list)

    def written(self) -> Iterator[str]:
        inside = "".join(
            text
            for one in self.inside
            for text in ([one] if isinstance(one, str) else one.written())
        )
        if self.tag == "iframe":
            inside = ""  # Only browsers that know no frames would read it, as text.
        is_empty = not inside.strip()
        if self.tag in _REMOVED_IF_EMPTY and is_empty:
            return
        yield self.start
        yield "&nbsp;" if self.tag == "p" and is_empty else inside
        if self.tag and self.tag not in _VOID:
            yield f"</{self.tag}>"


class _Tree(HTMLParser):
    """Reads cleaned HTML, which is well formed, without changing a letter of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.root = _Node("", "")
        self._open = [self.root]

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        node = _Node(tag, self.get_starttag_text() or f"<{escape(tag)}>")
        self._open[-1].inside.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1].tag == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].inside.append(data)

    def handle_entityref(self, name: str) -> None:
        self._open[-1].inside.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._open[-1].inside.append(f"&#{name};")
