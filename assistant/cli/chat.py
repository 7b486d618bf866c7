"""``parlance chat``: one answer, or a dialogue."""

from __future__ import annotations

import dataclasses
from typing import Annotated, Any

import typer

from assistant.cli import output
from assistant.cli.command import CANCELLED, ContextOption, ModelOption, command
from assistant.cli.dialogue import Dialogue
from assistant.cli.running import report, run_task
from assistant.cli.session import Session
from assistant.cli.sources import STANDARD_INPUT, in_front, read_source
from assistant.cli.transcript import Transcript
from assistant.documents.document import clean
from assistant.engine.values import Message
from assistant.tasks import chat as task
from assistant.tasks.chat import ChatOptions


@command(options=ChatOptions, flags={"system_prompt": "--system"})
def chat(
    session: Session,
    given: dict[str, Any],
    prompt: Annotated[
        str | None,
        typer.Argument(metavar="[PROMPT]", help="What to answer; - reads it from standard input."),
    ] = None,
    *,
    file: Annotated[
        list[str] | None,
        typer.Option("--file", metavar="FILE", help="A document that goes before the prompt; repeats."),
    ] = None,
    temporary: Annotated[
        bool, typer.Option("--temporary", help="Keep nothing of the dialogue in the history.")
    ] = False,
    model: ModelOption = None,
    context: ContextOption = None,
) -> None:
    """Answer PROMPT; without one, hold a dialogue (/new begins another, /quit ends).

    Dialogues are kept in the history, where the window shows them too; single answers are not.
    """
    files = file or []
    if prompt is None and session.as_json:
        raise typer.BadParameter("--json needs a prompt.")
    if [prompt, *files].count(STANDARD_INPUT) > (prompt is not None):
        raise typer.BadParameter("Standard input can be read once, and not in a dialogue.")
    if prompt is not None and not prompt.strip():
        raise typer.BadParameter("The prompt is empty.")
    documents = in_front(files)
    if prompt == STANDARD_INPUT:
        _, prompt = read_source(prompt)

    loaded = session.load(model, context=context)
    settings = session.settings.value
    sampling = session.library.settings(loaded.entry.id).sampling_settings(settings.sampling)
    options = dataclasses.replace(ChatOptions.of(settings, sampling), **given)
    if prompt is None:
        Dialogue(session, session.history(temporary=temporary), loaded, options, documents).run()
        return
    messages = [Message(role="user", content=documents + clean(prompt))]
    with Transcript(quiet=session.as_json) as transcript:
        end = run_task(session, task.chat(messages, options), transcript.show)
    if (answer := end.result) is not None and session.as_json:
        output.print_json(
            report(loaded, answer.usage, answer.timings, answer.wall_s, answer.finish_reason)
            | {"text": answer.text, "thinking": answer.thinking or None}
        )
    if answer is not None and answer.finish_reason == "context":
        output.say("The context is full, so the answer ends here; --context makes it larger.")
    if end.cancelled:
        raise typer.Exit(CANCELLED)
