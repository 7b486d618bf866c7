"""``parlance devices``: what the engine can compute on here, and what was learnt about it."""

from __future__ import annotations

import typer

from assistant.cli import output
from assistant.cli.command import command
from assistant.cli.session import Session
from assistant.engine.protocol import DeviceList
from assistant.models.figures import size_text
from assistant.models.fit import offload_devices


@command()
def devices(session: Session) -> None:
    """Show the engine's build, its devices with their memory, and settings found unsafe here."""
    machine = session.machine
    build = machine.build
    safety = session.safety.describe()
    if session.as_json:
        output.print_json(
            {
                "build": {
                    "version": build.version,
                    "commit": build.commit,
                    "gpu_offload": build.gpu_offload,
                    "system_info": build.system_info,
                },
                "devices": [
                    {
                        "name": device.name,
                        "type": device.type,
                        "memory_total": device.memory_total,
                        "memory_free": device.memory_free,
                    }
                    for device in machine.devices
                ],
                "safety": safety,
            }
        )
        return
    typer.echo(f"llama.cpp {build.version} ({build.commit})\n{build.system_info}\n")
    output.print_table(
        ["device", "description", "type", "memory", "free"],
        [
            [
                device.name,
                device.description,
                device.type,
                size_text(device.memory_total) if device.memory_total else "",
                size_text(device.memory_free) if device.memory_total else "",
            ]
            for device in machine.devices
        ],
        numbers=["memory", "free"],
    )
    typer.echo(f"\n{_offload(machine)}")
    for finding in safety["findings"]:
        typer.echo(finding["sentence"])


def _offload(machine: DeviceList) -> str:
    usable = ", ".join(device.name for device in offload_devices(machine.devices))
    if not machine.build.gpu_offload:
        return "This build of llama.cpp cannot use a GPU: models run on the processor."
    if not usable:
        return "There is no GPU that this build can use: models run on the processor."
    return f"Models are loaded onto {usable} as far as they fit."
