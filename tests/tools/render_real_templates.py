"""Run the chat templates of real models, as llama.cpp collects them, through Parlance's renderer.

By hand:  python -m tests.tools.render_real_templates [LLAMA_CPP_PYTHON.tar.gz]

Without a file, pip downloads the source distribution of llama-cpp-python, which contains them. For every
template the table shows how a few dialogues fare ("ok", the messages that did not get into the prompt, or the
sentence that the user would read), how the prompt ends, and the thinking markers that were found.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.engine.errors import TemplateFailed
from assistant.engine.templates import TemplateRenderer, thinking_markers
from assistant.engine.values import Message

FOLDER = "/vendor/llama.cpp/models/templates/"


def _turns(*turns: tuple[str, str]) -> list[Message]:
    return [Message(role=role, content=content) for role, content in turns]  # type: ignore[arg-type]


DIALOGUES = {
    "question": _turns(("user", "Hello?")),
    "system": _turns(("system", "Be terse."), ("user", "Hello?")),
    "two turns": _turns(("system", "Be terse."), ("user", "A?"), ("assistant", "B."), ("user", "Hello?")),
    "two users": _turns(("user", "A?"), ("user", "Hello?")),
}


def _download(folder: str) -> Path:
    requirement = f"llama-cpp-python=={version('llama-cpp-python')}"
    options = ["--no-deps", "--no-binary", ":all:", "--no-build-isolation", "--dest", folder]
    subprocess.run([sys.executable, "-m", "pip", "download", *options, requirement], check=True)
    return next(Path(folder).glob("*.tar.gz"))


def _templates(archive: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            if FOLDER in member.name and member.name.endswith(".jinja"):
                file = tar.extractfile(member)
                assert file is not None
                found[Path(member.name).stem] = file.read().decode()
    return dict(sorted(found.items()))


def _outcome(renderer: TemplateRenderer, messages: list[Message]) -> tuple[str, str]:
    try:
        prompt = renderer.render(messages)
    except TemplateFailed as error:
        return error.text, ""
    missing = [message.content for message in messages if message.content not in prompt]
    return (f"lost: {', '.join(missing)}" if missing else "ok"), prompt[-25:]


def main() -> None:
    """Print the table; the exit code is the number of templates that lose a message without saying so."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(sys.argv[1]) if len(sys.argv) > 1 else _download(folder)
        templates = _templates(archive)
    table = Table(
        "template", *DIALOGUES, "end of the prompt", "thinking", title=f"{len(templates)} templates"
    )
    losers = 0
    for name, template in templates.items():
        renderer = TemplateRenderer(template, "<s>", "</s>")
        outcomes = [_outcome(renderer, messages) for messages in DIALOGUES.values()]
        renderer.close()
        losers += any(words.startswith("lost") for words, _ in outcomes)
        markers = thinking_markers(template)
        table.add_row(
            name,
            *(words for words, _ in outcomes),
            repr(outcomes[0][1]),
            f"{markers.open!r} {markers.close!r}" if markers else "",
        )
    Console(width=240, markup=False).print(table)
    sys.exit(losers)


if __name__ == "__main__":
    main()
