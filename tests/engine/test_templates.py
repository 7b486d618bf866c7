"""Chat templates are untrusted programs: what real ones do works, what hostile ones try ends in a sentence.

``python -m tests.tools.render_real_templates`` runs the templates of real models.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal

import psutil
import pytest

from assistant.engine.errors import TemplateFailed
from assistant.engine.templates import TemplateRenderer, thinking_markers
from assistant.engine.values import Message

Make = Callable[..., TemplateRenderer]


@pytest.fixture
def make() -> Iterator[Make]:
    made: list[TemplateRenderer] = []

    def make_one(template: str, **options: float) -> TemplateRenderer:
        made.append(TemplateRenderer(template, "<s>", "</s>", **options))
        return made[-1]

    yield make_one
    for renderer in made:
        renderer.close()


def turn(role: Literal["system", "user", "assistant"], content: str) -> Message:
    return Message(role=role, content=content)


HELLO = [turn("user", "Hello?")]
DIALOGUE = [turn("system", "Be terse."), turn("user", "A?"), turn("assistant", "B."), turn("user", "C?")]

PLAIN = """
{%- for message in messages %}
    {{- '<' + message.role + '>' + message['content'] + eos_token }}
{%- endfor %}
{%- if add_generation_prompt %}{{ '<assistant>' }}{% endif %}"""

ALTERNATING = """
{{- bos_token }}
{%- for message in messages %}
    {%- if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}
        {{- raise_exception('Roles must alternate user/assistant/user/assistant') }}
    {%- endif %}
    {%- if message['role'] == 'user' %}
        {{- '[Q]' + message['content'] | trim + '[/Q]' }}
    {%- else %}
        {{- message['content'] | trim + eos_token }}
    {%- endif %}
{%- endfor %}"""


def test_a_dialogue_is_rendered(make: Make) -> None:
    renderer = make(PLAIN)
    assert renderer.render(DIALOGUE) == (
        "<system>Be terse.</s><user>A?</s><assistant>B.</s><user>C?</s><assistant>"
    )
    assert renderer.render(HELLO, add_generation_prompt=False) == "<user>Hello?</s>"


CONSTRUCTS = {
    "{% for m in messages %}{% if loop.first %}{% continue %}{% endif %}{{ m.content }}{% endfor %}": "B.C?",
    "{% for m in messages %}{{ m.content }}{% if loop.index==2 %}{% break %}{% endif %}{% endfor %}": "A?B.",
    "{% set ns=namespace(n=0) %}{% for m in messages %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}": "3",
    "{% macro shout(x) %}{{ x | upper }}{% endmacro %}{{ shout(messages[1].content) }}": "B.",
    "{{ messages[1].content.split(' ')[-1].strip('.') }}": "B",
    "{{ (messages | selectattr('role', 'equalto', 'user') | list | last).content }}": "C?",
    "{% generation %}{{ messages[1]['content'] }}{% endgeneration %}": "B.",
    "{{ {'a': '<ü>', 'b': [1]} | tojson }}": '{"a": "<ü>", "b": [1]}',
    "{{ {'a': 'ü'} | tojson(ensure_ascii=True, indent=1) }}": '{\n "a": "\\u00fc"\n}',
    "{{ {'b': 1, 'a': 2} | tojson(separators=(',', ':'), sort_keys=true) }}": '{"a":2,"b":1}',
    "{% if tools is not none %}tools{% elif documents %}documents{% else %}neither{% endif %}": "neither",
    "{% for tool in tools %}{{ tool }}{% endfor %}none": "none",
    "{{ '' if messages[0].tool_calls is defined else 'no calls' }}": "no calls",
    "  {% if true %}\n  x\n  {% endif %}\n": "  x\n",
    "{{ strftime_now('%Y') }}": str(datetime.now().astimezone().year),
    "{{ bos_token }}{{ eos_token }}": "<s></s>",
}


@pytest.mark.parametrize("template", CONSTRUCTS)
def test_what_real_templates_use_is_there(make: Make, template: str) -> None:
    assert make(template).render(DIALOGUE[1:]) == CONSTRUCTS[template]


def test_options_reach_the_template_and_cannot_replace_the_messages(make: Make) -> None:
    renderer = make("{{ messages[0].content }}{{ enable_thinking | default('unset') }}{{ effort }}")
    assert renderer.render(HELLO, options={"enable_thinking": False, "effort": "low"}) == "Hello?Falselow"
    assert renderer.render(HELLO, options={"messages": "stolen"}) == "Hello?unset"


def test_a_template_that_refuses_the_system_role_gets_its_text_with_the_first_question(make: Make) -> None:
    assert make(ALTERNATING).render(DIALOGUE) == "<s>[Q]Be terse.\n\nA?[/Q]B.</s>[Q]C?[/Q]"


def test_a_system_text_alone_becomes_the_question(make: Make) -> None:
    assert make(ALTERNATING).render([turn("system", "Greet me.")]) == "<s>[Q]Greet me.[/Q]"


def test_a_template_that_wants_alternating_roles_gets_joined_turns(make: Make) -> None:
    assert make(ALTERNATING).render([turn("user", "A?"), turn("user", "B?")]) == "<s>[Q]A?\n\nB?[/Q]"


def test_turns_stay_apart_where_the_template_allows_it(make: Make) -> None:
    assert make(PLAIN).render([turn("user", "A?"), turn("user", "B?")]) == (
        "<user>A?</s><user>B?</s><assistant>"
    )


def test_a_system_text_that_the_template_leaves_out_is_not_lost(make: Make) -> None:
    """No invisible loss of what the model was told."""
    template = "{% for m in messages if m.role != 'system' %}<{{ m.role }}>{{ m.content }}{% endfor %}"
    assert make(template).render([turn("system", "Be terse."), *HELLO]) == "<user>Be terse.\n\nHello?"


def test_a_template_that_refuses_every_form_fails_with_its_own_words(make: Make) -> None:
    renderer = make("{{ raise_exception('I want a\n tool.') }}")
    with pytest.raises(TemplateFailed, match=r"does not work: I want a tool\.$"):
        renderer.render(DIALOGUE)


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("{% if %}", "line 1: Expected an expression"),
        ("{{ functions }}{{ functions.names }}", "'functions' is undefined"),
        ("{{ ''.__class__.__mro__ }}", "it tried what it may not do"),
        ("{{ messages.append(1) }}", "it tried what it may not do"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "it calls itself without end"),
        ("{% for i in range(99999) %}{{ 'x' * 1000 }}{% endfor %}", "it wrote too much"),
        ("{% include '/etc/passwd' %}", "no loader for this environment"),
        ("{{ 1 // 0 }}", "ZeroDivisionError"),
        (r"{{ '\ud800' }}", "UnicodeEncodeError"),
    ],
)
def test_a_hostile_or_broken_template_fails_in_words(make: Make, template: str, reason: str) -> None:
    renderer = make(template)
    for _ in range(2):  # and the process is there for the next one
        with pytest.raises(TemplateFailed) as caught:
            renderer.render(HELLO)
        assert reason in caught.value.text


@pytest.mark.parametrize(
    "template",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{{ 9 ** (9 ** 9) }}",  # inside C code, where no Python thread could act
    ],
)
def test_a_template_without_end_is_killed_and_the_next_one_runs(make: Make, template: str) -> None:
    renderer = make("{% if messages[0].content == 'spin' %}" + template + "{% endif %}done", render_limit=0.5)
    with pytest.raises(TemplateFailed, match="it took too long"):
        renderer.render([turn("user", "spin")])
    assert renderer.render(HELLO) == "done"


def _template_process() -> psutil.Process:
    (found,) = [
        child
        for child in psutil.Process().children()
        if "assistant.engine.template_process" in child.cmdline()
    ]
    return found


def test_a_process_that_was_ended_from_outside_is_replaced(make: Make) -> None:
    renderer = make("ok")
    renderer.render(HELLO)
    process = _template_process()
    process.kill()
    process.wait(30)
    assert renderer.render(HELLO) == "ok"


@pytest.mark.skipif(sys.platform == "win32", reason="there the limit is one of the clock")
def test_a_busy_machine_does_not_make_a_template_too_long(make: Make) -> None:
    renderer = make("ok", render_limit=0.2)
    renderer.render(HELLO)
    process = _template_process()
    process.suspend()
    going_on = threading.Timer(0.6, process.resume)
    going_on.start()
    assert renderer.render(HELLO) == "ok"
    going_on.join()


@pytest.mark.skipif(sys.platform != "linux", reason="the limit on memory is enforced on Linux")
def test_a_template_that_eats_memory_is_stopped(make: Make) -> None:
    with pytest.raises(TemplateFailed, match="it used too much memory"):
        make("{% set x = 'x' * 4000000000 %}").render(HELLO)


def test_modules_in_the_current_folder_are_not_imported(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Someone may work in a folder that has a ``json.py``."""
    (tmp_path / "json.py").write_text("raise SystemExit('imported by mistake')")
    monkeypatch.chdir(tmp_path)
    assert make("ok").render(HELLO) == "ok"


def test_closing_twice_is_harmless(make: Make) -> None:
    renderer = make(PLAIN)
    renderer.render(HELLO)
    renderer.close()
    renderer.close()


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        (PLAIN, None),
        ("{{ '<think>\n' }}", ("<think>", "</think>")),
        ("{{ content.split('</think>')[-1] }}", ("<think>", "</think>")),
        ("{{ '[THINK]' + thought + '[/THINK]' }}", ("[THINK]", "[/THINK]")),
        ("{% set begin = '<seed:think>' %}", ("<seed:think>", "</seed:think>")),
        ("{{ '<|START_THINKING|>' }}", ("<|START_THINKING|>", "<|END_THINKING|>")),
        (r"{{ '<|channel>thought\n' }}", ("<|channel>thought\n", "<channel|>")),
        (
            "{{ '<|start|>assistant<|channel|>analysis<|message|>' + thinking + '<|end|>' }}",
            ("<|channel|>analysis<|message|>", "<|end|><|start|>assistant<|channel|>final<|message|>"),
        ),
    ],
)
def test_thinking_markers_are_read_off_the_template(template: str, expected: tuple[str, str] | None) -> None:
    markers = thinking_markers(template)
    assert (markers and (markers.open, markers.close)) == expected


def test_the_header_of_an_answer_without_thinking_is_known() -> None:
    markers = thinking_markers("{{ '<|channel|>analysis<|message|>' }}")
    assert markers is not None
    assert markers.answer == "<|channel|>final<|message|>"
