"""Markdown: code, links, tables and whatever else is no text stay, to the byte."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.documents.errors import DocumentError
from assistant.documents.translatable import TranslatableDocument, open_translatable
from tests.documents.translatable.samples import shouting, sources, texts

Save = Callable[[str, str | bytes], Path]

TEXT = """---
title: Kept as it is
---
# The *river* guide #

A first paragraph with **bold _and
italic_** words, `code * span`, a [link](http://a.b/c_d "Title") and
an ![image of a mill](mill.png).\x20\x20
After a hard break: <http://x.y/z>, ~~gone~~, \\*escaped\\*, 2 < 3.

Setext {#anchor .class}
------

> A quotation
> over two lines.
>
> - item *one*
> - item two

1. First
   continued
2. Second with [reference][ref] and [short].

- [ ] a task
* * *

| Name | Amount |
|------|-------:|
| Tea \\| coffee | 12 |
| `a\\|b` | plenty |

```python
print("untouched")  # comment
```

    indented code

<div align="center">
  <p>HTML <b>text</b></p>
</div>

Text with <kbd>Ctrl</kbd> inline, a footnote[^1], $x_1 + y_1$ and {{ template }}.

::: warning
Take care.
:::

[^1]: The note.

[ref]: http://r.s/t "Reference title"
[short]: http://s.h
"""


def _opened(data: bytes) -> TranslatableDocument:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text.md"
        path.write_bytes(data)
        return open_translatable(path)


def _structure(text: str) -> list[tuple[str, str, str, object]]:
    """All that a renderer sees, but for the words."""
    tokens = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        for part in token.children or [token]:
            if part.type not in {"text", "text_special", "softbreak"}:
                content = part.content if part.type in {"code_inline", "fence", "code_block"} else ""
                tokens.append((part.type, part.markup, content, part.attrs.get("href")))
    return tokens


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_nothing_is_lost(end: str) -> None:
    data = b"\xef\xbb\xbf" + TEXT.replace("\n", end).encode()
    document = _opened(data)
    assert document.render(sources(document)) == data
    assert texts(document) == texts(_opened(TEXT.encode())) or end == "\r"


def test_units() -> None:
    assert texts(_opened(TEXT.encode())) == [
        ("heading", "The <1>river</1> guide"),
        (
            "paragraph",
            (
                "A first paragraph with <1>bold <2>and italic</2></1> words, <3/>, a <4>link</4> and an "
                r"<5>image of a mill</5>.<6/>After a hard break: <7/>, <8>gone</8>, \*escaped\*, 2 < 3."
            ),
        ),
        ("heading", "Setext"),
        ("paragraph", "A quotation over two lines."),
        ("list item", "item <1>one</1>"),
        ("list item", "item two"),
        ("list item", "First continued"),
        ("list item", "Second with <1>reference</1> and <2>short</2>."),
        ("list item", "a task"),
        ("cell", "Name"),
        ("cell", "Amount"),
        ("cell", "Tea | coffee"),
        ("cell", "plenty"),
        ("paragraph", "HTML <1>text</1>"),
        ("paragraph", "Text with <1>Ctrl</1> inline, a footnote<2/>, <3/> and <4/>."),
        ("paragraph", "Take care."),
        ("paragraph", "The note."),
    ]


def test_capitals_change_the_text_and_nothing_else() -> None:
    document = _opened(TEXT.encode())
    rendered = document.render(shouting(document)).decode()
    assert _structure(rendered) == _structure(TEXT)
    for expected in (
        "# THE *RIVER* GUIDE #\n",
        "A FIRST PARAGRAPH WITH **BOLD _AND ITALIC_** WORDS, `code * span`, A [LINK](http://a.b/c_d",
        "![IMAGE OF A MILL](mill.png).  \nAFTER A HARD BREAK: <http://x.y/z>, ~~GONE~~, \\*ESCAPED\\*,",
        "> A QUOTATION OVER TWO LINES.\n>\n> - ITEM *ONE*\n",
        "2. SECOND WITH [REFERENCE][ref] AND [SHORT][short].\n",
        "| TEA \\| COFFEE | 12 |\n| `a\\|b` | PLENTY |\n",
        "<kbd>CTRL</kbd> INLINE, A FOOTNOTE[^1], $x_1 + y_1$ AND {{ template }}.\n",
        "::: warning\nTAKE CARE.\n:::\n",
        "  <p>HTML <b>TEXT</b></p>\n",
    ):
        assert expected in rendered


@pytest.mark.parametrize(
    ("target", "written"),
    [
        ("3. Mai war es", r"3\. Mai war es"),
        ("- minus", r"\- minus"),
        ("# kein Titel", r"\# kein Titel"),
        ("mit * Stern und *kursiv*", r"mit * Stern und \*kursiv\*"),
        ("snake_case und _kursiv_", r"snake_case und \_kursiv\_"),
        ("[kein Verweis](x) und `code`", r"\[kein Verweis](x) und \`code\`"),
        ("<div> und 2 < 3", r"\<div> und 2 < 3"),
        ("zwei\n\nZeilen", "zwei Zeilen"),
        ("```", r"\```"),
    ],
)
def test_a_translation_cannot_become_markup(target: str, written: str) -> None:
    document = _opened(b"It was May.\n\nEnd.\n")
    rendered = document.render([target, "End."]).decode()
    assert _structure(rendered) == _structure("It was May.\n\nEnd.\n")
    assert rendered == f"{written}\n\nEnd.\n" or target == "```"


@pytest.mark.parametrize(
    ("target", "written"),
    [
        ("这是<1>“重点”</1>内容。", "这是 **“重点”** 内容。"),
        ("这是<1>重点</1>内容。", "这是**重点**内容。"),
        ("das <1> Wichtige </1> hier", "das **Wichtige** hier"),
    ],
)
def test_emphasis_stays_emphasis(target: str, written: str) -> None:
    document = _opened(b"This is **what matters** here.\n")
    rendered = document.render([target]).decode()
    assert rendered == f"{written}\n"
    assert _structure(rendered) == _structure("This is **what matters** here.\n")


def test_underscores_need_room_in_a_script_without_spaces() -> None:
    document = _opened(b"This is _what_ matters.\n")
    assert document.render(["这是<1>重点</1>内容。"]).decode() == "这是 _重点_ 内容。\n"


def test_both_languages() -> None:
    text = "# Title\n\nOne *two*.\n\n> Quoted\n\n- item\n- item\n\n| A | B |\n|---|---|\n| c | 1 |\n"
    document = _opened(text.encode())
    rendered = document.render(
        ["Titel", "Eins <1>zwei</1>.", "Zitiert", "Punkt", "item", "A", "B", "d"], bilingual=True
    ).decode()
    assert rendered == (
        "# Title<br>Titel\n\nOne *two*.\n\nEins *zwei*.\n\n> Quoted\n>\n> Zitiert\n\n"
        "- item\\\n  Punkt\n- item\n\n| A | B |\n|---|---|\n| c<br>d | 1 |\n"
    )


_PARTS = (
    "word 中文 *a* **b** _c_ `code` [l](u) ![i](u) [r] [r][] <b> </b> <br> \\* \\ ~~s~~ <http://a.b> [^1] "
    "$x$ | `` ` * ** _ [ ] ( ) ! < & &amp; :::"
).split(" ")
_STARTS = [
    "",
    "> ",
    "- ",
    "1. ",
    "# ",
    "    ",
    "| ",
    "```",
    "  - ",
    "<div>",
    "> - ",
    "\t",
    "---",
    "===",
    "|--|--|",
    "[r]: u",
]


@settings(deadline=None, max_examples=300)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(_STARTS), st.lists(st.sampled_from(_PARTS) | st.text(max_size=3), max_size=6)
        ),
        max_size=8,
    ),
    st.sampled_from(["\n", "\r\n", " \n\n"]),
)
def test_any_text_comes_back_to_the_byte(lines: list[tuple[str, list[str]]], end: str) -> None:
    data = end.join(start + " ".join(parts) for start, parts in lines).encode()
    try:
        document = _opened(data)
    except DocumentError:
        return
    assert document.render(sources(document)) == data
    changed = document.render(["Z"] * len(document.units)).decode()
    assert changed.count("Z") >= len(document.units)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 3_000,
        "*a_" * 5_000,
        "`" * 5_000 + "a",
        "`a``" * 2_000,
        "<a " * 5_000,
        "> " * 90 + "deep",
        "![" * 2_000,
        "a\n" * 20_000,
        "[a](" * 2_000,
        "$" * 5_000,
        "a  \n" * 5_000,
    ],
    ids=range(11),
)
def test_hostile_text_takes_no_long_time(text: str) -> None:
    data = f"Text.\n\n{text}".encode()
    document = _opened(data)
    assert document.render(sources(document)) == data
