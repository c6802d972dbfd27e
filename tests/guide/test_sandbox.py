"""Templates reach what they are given, in the language of the page, and nothing else."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from jinja2.exceptions import SecurityError

from guiderunner.guide.sandbox import Sandbox


@dataclass(frozen=True)
class _Named:
    name: str

    def shout(self) -> str:
        return self.name.upper()

    @property
    def length(self) -> int:
        return len(self.name)


def _sandbox(folder: Path, **texts: str) -> Sandbox:
    catalogue = Catalog(locale="ko")
    for english, korean in texts.items():
        catalogue.add(english.replace("_", " "), korean)
    write_mo(file := BytesIO(), catalogue)
    return Sandbox(folder, "ko", file.getvalue())


def _render(sandbox: Sandbox, source: str, **values: object) -> str:
    return sandbox.from_string(source).render(**values)


@pytest.mark.parametrize(
    "source", ["{{ _('You see') }}", "{% trans %}You see{% endtrans %}", "{{ gettext('You see') }}"]
)
def test_words_are_of_the_language_and_escaped(tmp_path: Path, source: str) -> None:
    """A locale file holds text: what looks like markup in it is shown, and 100 % is no format."""
    sandbox = _sandbox(tmp_path, You_see="<b>보입니다</b> 100%%")

    assert _render(sandbox, source) == "&lt;b&gt;보입니다&lt;/b&gt; 100%"


def test_words_with_a_variable_are_filled_each_time(tmp_path: Path) -> None:
    """What is put in is escaped too."""
    sandbox = _sandbox(tmp_path, **{"Step_%(number)s": "%(number)s단계"})
    template = sandbox.from_string("{% trans number=one %}Step {{ number }}{% endtrans %}")

    assert template.render(one=1) == "1단계"
    assert template.render(one="<2>") == "&lt;2&gt;단계"


def test_values_stand_where_the_language_has_them(tmp_path: Path) -> None:
    """In its order, as often as it says them; what is a percentage stays one."""
    sandbox = _sandbox(tmp_path, **{"%(a)s_of_%(b)s,_%%": "%(b)s의 %(a)s, %(b)s, %%"})
    source = "{% trans a=a, b=b %}{{ a }} of {{ b }}, %{% endtrans %}"

    assert _render(sandbox, source, a="<1>", b="2 & 3") == "2 &amp; 3의 &lt;1&gt;, 2 &amp; 3, %"


@pytest.mark.parametrize("is_joined", [True, False])
def test_what_is_included_sees_and_leaves_what_it_always_did(
    tmp_path: Path, is_joined: bool
) -> None:
    """It sees what is set around it, in a loop too; what it sets stays in it."""
    (tmp_path / "inner.html").write_text("{# Says one. #}\n{% set was = one %}\n<{{ was }}>\n")
    (tmp_path / "middle.html").write_text('  {% include "inner.html" %}\n{{ was }}')
    (tmp_path / "page.html").write_text(
        '{% set was = "x" %}{% for one in all %}{% include "middle.html" %}{% endfor %}'
        '{% if all == [] %}{% include "nowhere.html" %}{% endif %}'
    )
    sandbox = Sandbox(tmp_path, "en", b"", is_joined=is_joined)

    assert sandbox.get_template("page.html").render(all=[1, "&"]) == "<1>x<&amp;>x"


@pytest.mark.parametrize(
    "source",
    [
        '{# Not {% include "part.html" %} yet. #}{{ one }}',
        '{% raw %}{% include "part.html" %}{% endraw %}',
        '{% extends "part.html" %}{% block inner %}{% include "part.html" %}{% endblock %}',
        '{% include "part.html" %}{% include "part.html" %}',
    ],
)
def test_what_cannot_be_joined_is_as_ever(tmp_path: Path, source: str) -> None:
    """Comments, raw text, and templates with blocks."""
    (tmp_path / "part.html").write_text("{# Part. #}<{% block inner %}{{ one }}{% endblock %}>")
    (tmp_path / "page.html").write_text(source)
    pages = [
        Sandbox(tmp_path, "en", b"", is_joined=is_joined).get_template("page.html")
        for is_joined in (True, False)
    ]

    joined, apart = (page.render(one=1) for page in pages)

    assert joined == apart


def test_what_was_compiled_is_of_these_words(tmp_path: Path) -> None:
    """A template is compiled once; another text or translation of it is seen at once."""
    page, pages = tmp_path / "page.html", []
    for text, korean in (("You see", "보입니다"), ("You see", "보여요"), ("You saw", "봤습니다")):
        page.write_text(f"{{{{ _('{text}') }}}}", encoding="utf-8")
        template = _sandbox(tmp_path, **{text.replace(" ", "_"): korean}).get_template("page.html")
        pages.append(template.render())

    again = _sandbox(tmp_path, You_saw="봤습니다").get_template("page.html")

    assert pages == ["보입니다", "보여요", "봤습니다"]
    assert again.root_render_func.__code__ is template.root_render_func.__code__


def test_what_was_compiled_is_escaped_as_it_is_asked_for(tmp_path: Path) -> None:
    """A template that pages and Markdown share is compiled for each."""
    (tmp_path / "page.html").write_text("{{ one }}")
    html, markdown = _sandbox(tmp_path), _sandbox(tmp_path)
    markdown.autoescape, markdown.finalize = False, lambda one: str(one).replace("[", "\\[")

    said = [one.get_template("page.html").render(one="<[") for one in (html, markdown, html)]

    assert said == ["&lt;[", "<\\[", "&lt;["]


def test_a_mistake_is_told_of_the_file_that_has_it(tmp_path: Path) -> None:
    """Equal templates in two folders are compiled once, and each says where it is."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.html").write_text("{{ nothing.there }}")

    files = [
        _sandbox(tmp_path / name).get_template("page.html").filename for name in ("one", "two")
    ]

    assert files == [str(tmp_path / name / "page.html") for name in ("one", "two")]


def test_fields_and_properties_are_read_often(tmp_path: Path) -> None:
    """The second time, nobody asks whether it is safe; it is another object's all the same."""
    sandbox = _sandbox(tmp_path)
    source = "{% for one in all %}{{ one.name }}{{ one.length }}{{ one.shout() }} {% endfor %}"

    assert _render(sandbox, source, all=[_Named("a"), _Named("bc")]) == "a1A bc2BC "


@pytest.mark.parametrize(
    "source",
    [
        "{{ one.__class__ }}",
        "{{ one.shout.__globals__ }}",
        "{{ one.name.format.__self__.__class__ }}",
        "{{ '{0.__class__}'.format(one) }}",
        "{{ one._hidden }}",
    ],
)
def test_what_is_private_is_never_reached(tmp_path: Path, source: str) -> None:
    """Not the second time either, nor by the format of a text."""
    sandbox = _sandbox(tmp_path)
    object.__setattr__(one := _Named("{0.__class__}"), "_hidden", "secret")

    for _ in range(2):
        with pytest.raises(SecurityError):
            _render(sandbox, source, one=one)
