"""``parlance bench``: how fast a model runs here, and how much of that Parlance costs."""

from __future__ import annotations

import os
import platform
import tempfile
from pathlib import Path
from typing import Annotated

import psutil
import typer

from assistant.cli import output
from assistant.cli.command import ModelOption, command
from assistant.cli.session import Session
from assistant.engine.benchmark import GROUPS, Benchmark, Row
from assistant.engine.supervisor import Engine


@command()
def bench(
    session: Session,
    *,
    model: ModelOption = None,
    prompt_tokens: Annotated[
        int, typer.Option("--prompt-tokens", metavar="N", min=16, help="How long a prompt is read.")
    ] = 2000,
    tokens: Annotated[
        int, typer.Option("--tokens", metavar="N", min=8, help="How long an answer is generated.")
    ] = 1000,
) -> None:
    """Measure speed, overhead, streams, second turns, reopening, drafting, cancelling, recovery and threads.

    The best numbers of threads are remembered. Takes some minutes. Other programs that compute at the same
    time spoil it.
    """
    entry = session.choose(model)
    settings = session.plan(entry).settings

    def make_engine() -> Engine:
        return Engine(log=session.engine_log, safety=session.safety, on_notice=output.complain)

    rows: list[Row] = []
    with (
        tempfile.TemporaryDirectory(prefix="bench-", dir=session.paths.kv) as folder,
        output.Bar("") as bar,
        Benchmark(
            make_engine,
            str(entry.path),
            settings,
            prompt_tokens=prompt_tokens,
            tokens=tokens,
            kv_folder=Path(folder),
        ) as measured,
    ):
        for done, (name, measure) in enumerate(GROUPS):
            bar.update(done, len(GROUPS), f"Measuring {name}")
            rows += measure(measured)
    if measured.tuned is not None:
        session.settings.change(
            measured_threads=measured.tuned.threads, measured_prompt_threads=measured.tuned.prompt_threads
        )
    if session.as_json:
        output.print_json(
            {
                "machine": {
                    "processor": session.safety.describe()["processor"],
                    "cores": psutil.cpu_count(logical=False) or os.cpu_count(),
                    "memory": psutil.virtual_memory().total,
                    "system": platform.platform(),
                    "devices": [device.name for device in session.machine.devices],
                    "build": session.machine.build,
                },
                "model": {
                    "id": entry.id,
                    "parameters": entry.parameters,
                    "quantization": entry.quantization,
                    "size": entry.size,
                },
                "rows": [
                    {
                        "name": row.name,
                        "value": row.value,
                        "unit": row.unit,
                        "ratio": row.ratio,
                        "bar": row.bar,
                    }
                    for row in rows
                ],
            }
        )
        return
    output.print_table(
        ["measurement", "value", "unit", "ratio", "bar", ""],
        [
            [
                row.name,
                f"{row.value:,.3g}" if row.value < 1000 else f"{row.value:,.0f}",
                row.unit,
                "" if row.ratio is None else f"{row.ratio:.3f}",
                "" if row.bar is None else f"{'≥' if row.at_least else '≤'} {row.bar:.3g}",
                {True: "good", False: "missed", None: ""}[row.passed],
            ]
            for row in rows
        ],
        numbers=["value", "ratio", "bar"],
    )
