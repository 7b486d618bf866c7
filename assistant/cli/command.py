"""How a function becomes a command: the options of every command, flags from declared options, exit codes."""

from __future__ import annotations

import functools
import inspect
import logging
import math
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli import output
from assistant.cli.session import Session
from assistant.engine.client import JobCancelled
from assistant.errors import ParlanceError
from assistant.options import OptionInfo, describe
from assistant.paths import Paths, default_data_dir

logger = logging.getLogger(__name__)

FAILED = 1
CANCELLED = 130
"""As shells have it for a process that ended by Ctrl-C."""

Function = Callable[..., None]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="ID|PATH",
        help="Which model answers; else the one used last, the best one there is, or the starter model.",
    ),
]
ContextOption = Annotated[
    int | None,
    typer.Option("--context", metavar="TOKENS", min=256, help="How much the model can see at once."),
]

_EXPECTED = (typer.Exit, typer.Abort, typer.BadParameter, BrokenPipeError)
"""What Typer deals with."""
_KEYWORD = inspect.Parameter.KEYWORD_ONLY
_EVERYWHERE = (
    inspect.Parameter(
        "as_json",
        _KEYWORD,
        default=False,
        annotation=Annotated[bool, typer.Option("--json", help="Print one JSON value and nothing else.")],
    ),
    inspect.Parameter(
        "data_dir",
        _KEYWORD,
        default=None,
        annotation=Annotated[
            Path | None,
            typer.Option("--data-dir", metavar="DIR", help="Where everything is kept; or PARLANCE_DATA_DIR."),
        ],
    ),
    inspect.Parameter(
        "offline",
        _KEYWORD,
        default=False,
        annotation=Annotated[bool, typer.Option("--offline", help="Make no connection at all.")],
    ),
)


def command(
    *,
    options: type[Any] | None = None,
    flags: dict[str, str] | None = None,
    without: Collection[str] = (),
) -> Callable[[Function], Function]:
    """Make a function a command, for Typer to register. It gets a :class:`Session` as its first argument.

    With ``options``, a dataclass of declared options, the command has a flag for each, and the function an
    argument ``given`` with those that were typed. ``flags`` has the names of flags that differ from the
    fields' own; the options in ``without`` have none.
    """

    def decorate(function: Function) -> Function:
        own = [*inspect.signature(function, eval_str=True).parameters.values()][1:]
        declared = [info for info in describe(options) if info.name not in without] if options else []
        made = [_flag(info, (flags or {}).get(info.name)) for info in declared]
        parameters = [parameter for parameter in own if parameter.name != "given"] + made + list(_EVERYWHERE)

        @functools.wraps(function)
        def run(*, as_json: bool, data_dir: Path | None, offline: bool, **arguments: Any) -> None:
            if options:
                typed = {info.name: arguments.pop(info.name) for info in declared}
                arguments["given"] = {key: value for key, value in typed.items() if value is not None}
            paths = Paths((data_dir or default_data_dir()).absolute())
            with _exits(), Session(paths, offline=offline, as_json=as_json) as session, _log():
                function(session, **arguments)

        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return run

    return decorate


@contextmanager
def _exits() -> Iterator[None]:
    """End the process as a failure demands: one sentence and one hint, and an exit code."""
    try:
        yield
    except ParlanceError as error:
        output.complain(error)
        raise typer.Exit(FAILED) from error
    except (KeyboardInterrupt, JobCancelled) as error:
        raise typer.Exit(CANCELLED) from error
    except _EXPECTED:
        raise
    except Exception as error:
        output.complain(ParlanceError())
        raise typer.Exit(FAILED) from error


@contextmanager
def _log() -> Iterator[None]:
    try:
        yield
    except ParlanceError as error:
        logger.info("%s: %s", error.code, error.detail)
        raise
    except (JobCancelled, *_EXPECTED):
        raise
    except Exception:
        logger.exception("Unexpected")
        raise


def _choice(info: OptionInfo) -> Callable[[str], str]:
    """Takes one of the choices, or what else people write for it."""
    values = [str(value) for value in info.choices]

    def parse(text: str) -> str:
        value = str(info.aliases.get(text, text))
        if value not in values:
            raise typer.BadParameter(f"{text!r} is none of {', '.join(values)}.")
        return value

    return parse


def _flag(info: OptionInfo, flag: str | None) -> inspect.Parameter:
    """The parameter from which Typer makes the flag of a declared option."""
    declared: dict[str, Any] = {"help": info.help or info.label, "show_default": False}
    flag = flag or f"--{info.name.replace('_', '-')}"
    kind: Any
    match info.kind:
        case "choice":
            kind = str
            declared["parser"] = _choice(info)
            declared["metavar"] = "|".join(str(value) for value in info.choices)
        case "flag":
            kind = bool
            flag = f"{flag}/--no-{flag.removeprefix('--')}"
        case "text":
            kind = str
            declared["metavar"] = "TEXT"
        case "integer" | "number":
            kind = int if info.kind == "integer" else float
            declared["metavar"] = "N" if info.kind == "integer" else "X"
            declared["min"] = None if math.isinf(info.minimum) else kind(info.minimum)
            declared["max"] = None if math.isinf(info.maximum) else kind(info.maximum)
    return inspect.Parameter(
        info.name, _KEYWORD, default=None, annotation=Annotated[kind | None, typer.Option(flag, **declared)]
    )
