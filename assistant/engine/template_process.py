"""The process in which untrusted chat templates run: sandboxed Jinja, little memory, and nothing to write to.

``python -m assistant.engine.template_process`` reads a line of setup and then a line for each rendering from
standard input, and answers each with a line; see :mod:`assistant.engine.templates`.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import jinja2
import msgspec
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension, LoopControlExtension
from jinja2.nodes import Node
from jinja2.parser import Parser
from jinja2.sandbox import ImmutableSandboxedEnvironment

from assistant.engine.templates import PATIENCE, Render, Reply, Setup
from assistant.errors import QT_TRANSLATE_NOOP

MEMORY_LIMIT = 512 << 20
"""Bytes of address space (POSIX)."""
OUTPUT_LIMIT = 4 << 20
"""Characters of one rendering."""


class _Refused(Exception):
    """The template has called ``raise_exception``."""


class _TooLong(Exception):
    """The output has passed its limit."""


class _GenerationTag(Extension):
    """``{% generation %}`` marks the assistant's text for training; here it is only its content."""

    tags = {"generation"}

    def parse(self, parser: Parser) -> list[Node]:
        next(parser.stream)
        return parser.parse_statements(("name:endgeneration",), drop_needle=True)


def _raise_exception(message: str) -> NoReturn:
    raise _Refused(message)


def _strftime_now(form: str) -> str:
    return datetime.now().astimezone().strftime(form)


def _tojson(
    value: Any,
    ensure_ascii: bool = False,
    indent: int | str | None = None,
    separators: tuple[str, str] | None = None,
    sort_keys: bool = False,
) -> str:
    # Jinja's own filter escapes for HTML, which no model was trained on.
    return json.dumps(
        value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys
    )


class _Environment(ImmutableSandboxedEnvironment):
    # Jinja computes constants when it compiles, but never an intercepted operator: `9 ** (9 ** 9)` belongs to
    # the rendering, whose time is limited more tightly.
    intercepted_binops = frozenset({"**"})


def environment() -> jinja2.Environment:
    """What templates on the Hugging Face hub expect to find."""
    found = _Environment(
        trim_blocks=True, lstrip_blocks=True, extensions=[LoopControlExtension, _GenerationTag]
    )
    found.filters["tojson"] = _tojson
    found.globals["raise_exception"] = _raise_exception
    found.globals["strftime_now"] = _strftime_now
    return found


class Program:
    """A template and what it is rendered with. Both methods raise whatever the template raises."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._template: jinja2.Template

    def compile(self) -> str:
        self._template = environment().from_string(self._setup.template)
        return ""

    def render(self, request: Render) -> str:
        # Most templates expect what is absent to be None; some take None for a list, and want it undefined.
        try:
            return self._render(request, {"tools": None, "documents": None})
        except TypeError:
            return self._render(request, {})

    def _render(self, request: Render, absent: dict[str, None]) -> str:
        variables: dict[str, Any] = {
            **absent,
            **request.options,
            "messages": msgspec.to_builtins(request.messages),
            "add_generation_prompt": request.add_generation_prompt,
            "bos_token": self._setup.bos,
            "eos_token": self._setup.eos,
        }
        pieces: list[str] = []
        length = 0
        for piece in self._template.generate(variables):
            length += len(piece)
            if length > OUTPUT_LIMIT:
                raise _TooLong
            pieces.append(piece)
        return "".join(pieces)


def attempt(action: Callable[[], str]) -> bytes:
    """The reply with what ``action`` returns, or with its failure in words."""
    try:
        return _encoded(Reply(text=action()))
    except _Refused as error:
        return _failure(str(error), refused=True)
    except _TooLong:
        return _failure(QT_TRANSLATE_NOOP("errors", "it wrote too much"))
    except MemoryError:
        return _failure(QT_TRANSLATE_NOOP("errors", "it used too much memory"))
    except RecursionError:
        return _failure(QT_TRANSLATE_NOOP("errors", "it calls itself without end"))
    except jinja2.TemplateSyntaxError as error:
        return _failure(f"line {error.lineno}: {error.message}")
    except SecurityError as error:
        return _failure(f"it tried what it may not do: {error.message}")
    except jinja2.TemplateError as error:
        return _failure(error.message or "")
    except Exception as error:  # noqa: BLE001 - a template can raise anything; this is a process boundary
        return _failure(f"{type(error).__name__}: {error}")


def _failure(reason: str, *, refused: bool = False) -> bytes:
    reason = " ".join(reason.split())[:300].rstrip(".") or "no reason given"
    return _encoded(Reply(error=reason.encode(errors="replace").decode(), refused=refused))


def _encoded(reply: Reply) -> bytes:
    return msgspec.json.encode(reply) + b"\n"


def main() -> None:
    """Serve until standard input ends."""
    with contextlib.suppress(ImportError):  # Windows
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with contextlib.suppress(ValueError, OSError):  # macOS knows this limit but does not always take it
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    first = sys.stdin.buffer.readline()
    if not first:
        return
    setup = msgspec.json.decode(first, type=Setup)
    program = Program(setup)
    _answer(attempt(program.compile))
    with Path(os.devnull).open("w") as nowhere:
        for line in sys.stdin.buffer:
            request = msgspec.json.decode(line, type=Render)
            # Our parent kills us in time. Should it be gone, this thread does, which needs no interpreter.
            faulthandler.dump_traceback_later(setup.render_limit * PATIENCE + 1, exit=True, file=nowhere)
            with _computing_at_most(setup.render_limit):
                reply = attempt(partial(program.render, request))
            faulthandler.cancel_dump_traceback_later()
            _answer(reply)


@contextlib.contextmanager
def _computing_at_most(seconds: float) -> Iterator[None]:
    """The system ends this process when it has computed for longer: SIGPROF, which nobody handles."""
    if sys.platform == "win32":
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _answer(reply: bytes) -> None:
    sys.stdout.buffer.write(reply)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
