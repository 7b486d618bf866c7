"""HTML pages: markup, scripts and attributes that nobody reads stay, to the byte."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.documents.errors import DocumentError
from assistant.documents.translatable import TranslatableDocument, open_translatable
from assistant.documents.translatable.direction import right_to_left
from assistant.documents.translatable.markup import tokens
from tests.documents.translatable.samples import shouting, sources, texts

Save = Callable[[str, str | bytes], Path]

PAGE = """<!DOCTYPE html>
<html lang="en" class=x>
<head><meta charset="utf-8"><title>The River</title>
<meta name="description" content="A walk &amp; a swim"><meta name="viewport" content="width=device-width">
<style>p > b { color: red }</style>
<script>if (a < b) document.write("<p>Not text</p>");</script>
</head>
<body>
<!-- a comment -->
<h1 id=top>The <em>long</em> River</h1>
<p>It flows <b>past <i>the
   mill</i></b>,<br>see <a href="a.html?x=1&amp;y=2" title='More about it'>here</a>.
<p>Run <code>make all</code> now; <span translate="no">Parlance</span> waits.
<ul><li>One<li>Two &lt;2&gt;</ul>
<img src="m.png" alt="The mill"> <img src=n.png alt=Weir>
<pre>  kept   as it is </pre>
<div translate="no"><p>Untouched, <b title="too">this</b>.</p></div>
<table><tr><td>Cell&nbsp;one</td><td>12</td></tr></table>
<form><input type="submit" value="Send"><input type=text value="kept" placeholder="Your name"></form>
First line<br/><br/>Second line
</body></html>
"""


def _opened(data: bytes) -> TranslatableDocument:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_bytes(data)
        return open_translatable(path)


def test_units_and_the_bytes_of_a_page() -> None:
    document = _opened(PAGE.encode())
    assert texts(document) == [
        ("heading", "The River"),
        ("attribute", "A walk & a swim"),
        ("heading", "The <1>long</1> River"),
        ("paragraph", "It flows <1>past <2>the mill</2></1>,<3/>see <4>here</4>."),
        ("attribute", "More about it"),
        ("paragraph", "Run <1/> now; <2/> waits."),
        ("list item", "One"),
        ("list item", r"Two <\2>"),
        ("attribute", "The mill"),
        ("attribute", "Weir"),
        ("cell", "Cell\u00a0one"),
        ("attribute", "Send"),
        ("attribute", "Your name"),
        ("paragraph", "First line"),
        ("paragraph", "Second line"),
    ]
    assert document.render(sources(document)) == PAGE.encode()
    assert document.render(sources(document), bilingual=True) == PAGE.encode()


def test_capitals_change_the_text_and_nothing_else() -> None:
    document = _opened(PAGE.encode())
    rendered = document.render(shouting(document)).decode()
    assert [(t.kind, t.name) for t in tokens(rendered, 0, len(rendered))] == [
        (t.kind, t.name) for t in tokens(PAGE, 0, len(PAGE))
    ]
    for expected in (
        "<p>IT FLOWS <b>PAST <i>THE MILL</i></b>,<br>SEE <a href=",
        "\"a.html?x=1&amp;y=2\" title='MORE ABOUT IT'>HERE</a>.",
        '<script>if (a < b) document.write("<p>Not text</p>");</script>',
        '<p>RUN <code>make all</code> NOW; <span translate="no">Parlance</span> WAITS.',
        "<li>TWO &lt;2&gt;</ul>",
        '<img src="m.png" alt="THE MILL"> <img src=n.png alt="WEIR">',
        '<div translate="no"><p>Untouched, <b title="too">this</b>.</p></div>',
        "<td>CELL&nbsp;ONE</td>",
        '<input type="submit" value="SEND"><input type=text value="kept" placeholder="YOUR NAME">',
        "FIRST LINE<br/><br/>SECOND LINE",
    ):
        assert expected in rendered
    assert _opened(rendered.encode()).render(sources(_opened(rendered.encode()))) == rendered.encode()


def test_tags_that_were_moved_take_their_attributes_along() -> None:
    document = _opened(b'<p>See <a href="/x">the <b>map</b></a> first.</p>')
    assert document.render(["Zuerst <1>die <2>Karte</2></1> ansehen."]) == (
        b'<p>Zuerst <a href="/x">die <b>Karte</b></a> ansehen.</p>'
    )
    assert document.render(["Zuerst die Karte ansehen."]) == b"<p>Zuerst die Karte ansehen.</p>"


def test_the_language_and_its_direction_are_marked() -> None:
    document = _opened(PAGE.encode())
    arabic = document.render(sources(document), language="ar").decode()
    assert '<html lang="ar" class=x dir="rtl">' in arabic
    assert (
        '<html lang="en" class=x dir="ltr">'
        in _opened(arabic.encode()).render(sources(_opened(arabic.encode())), language="en").decode()
    )
    assert '<html lang="zh-Hans" class=x>' in document.render(sources(document), language="zh-Hans").decode()


def test_both_languages() -> None:
    document = _opened(b'<title>Home</title><p id="p">See <a id="a" href="/x">it</a>.</p><p>12</p>')
    assert document.render(["Heim", "Sieh <1>es</1>."], language="de", bilingual=True).decode() == (
        '<title>Home / Heim</title><p id="p">See <a id="a" href="/x">it</a>.<br>'
        '<span lang="de" dir="ltr">Sieh <a href="/x">es</a>.</span></p><p>12</p>'
    )


def test_an_attribute_inside_a_paragraph_that_stays() -> None:
    document = _opened(b'<p>Look at <img src="a.png" alt="the mill"> today.</p>')
    assert texts(document) == [("paragraph", "Look at <1/> today."), ("attribute", "the mill")]
    assert document.render(["Look at <1/> today.", 'die "M\u00fchle"']).decode() == (
        '<p>Look at <img src="a.png" alt="die &quot;Mühle&quot;"> today.</p>'
    )
    assert document.render(["Heute <1/> ansehen.", "die Mühle"]).decode() == (
        '<p>Heute <img src="a.png" alt="die Mühle"> ansehen.</p>'
    )


def test_a_page_without_a_letter_that_tells_is_written_as_it_says() -> None:
    data = b'<html><head><meta charset="iso-8859-1"></head><p>The cat</p></html>'
    rendered = _opened(data).render(["Le chat était 猫"])
    assert rendered == data.replace(b"The cat", "Le chat était ".encode("latin-1") + b"&#29483;")


def test_what_the_encoding_of_a_page_cannot_say_becomes_references() -> None:
    data = '<html><head><meta charset="iso-8859-1"></head><p>Café é à</p></html>'.encode("latin-1")
    assert _opened(data).render(["咖啡"]) == data.replace("Café é à".encode("latin-1"), b"&#21654;&#21857;")


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            (
                "<p> </p> <b> </b> <i> <a_href='x'> </a> <br> <code> </code> <pre> </pre> <!-- --> "
                '<img_alt="x_y"> <div_translate=no> </div> &amp; &nbsp; < > " \' word 中文 <script> '
                "</script> <td> <li> </ul> \n"
            ).split(" ")
        )
        | st.text(max_size=5),
        max_size=25,
    ).map(lambda parts: "".join(parts).replace("_", " "))
)
def test_any_page_comes_back_to_the_byte(page: str) -> None:
    data = page.encode()
    try:
        document = _opened(data)
    except DocumentError:
        return
    assert document.render(sources(document)) == data
    changed = document.render(["Z"] * len(document.units)).decode()
    assert changed.count("Z") >= len(document.units)


@pytest.mark.parametrize(
    "page",
    [
        "<p title=",
        "<a " * 50_000,
        "<!--" * 50_000,
        "<b>" * 50_000 + "text",
        "</b>" * 50_000,
        '<a x="' * 50_000,
        "<p>a" * 50_000,
        "<div>" * 50_000 + "a" + "</p>" * 50_000,
        "&" * 100_000,
        "<" * 100_000 + "a",
    ],
    ids=range(10),
)
def test_hostile_pages_take_no_long_time(page: str) -> None:
    """Each takes seconds or longer with code that looks at everything anew for each tag."""
    data = ("<p>Text.</p>" + page).encode()
    document = _opened(data)
    assert document.render(sources(document)) == data


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", True),
        ("fa-IR", True),
        ("he", True),
        ("az-Arab", True),
        ("ar-Latn", False),
        ("zh-Hant-TW", False),
        ("", False),
    ],
)
def test_the_direction_of_a_language(language: str, expected: bool) -> None:
    assert right_to_left(language) is expected
