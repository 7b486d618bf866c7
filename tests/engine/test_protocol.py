"""Every message survives the way through the pipe, and garbage is refused."""

from __future__ import annotations

import typing

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.engine import protocol
from assistant.engine.protocol import (
    Command,
    Event,
    Generate,
    Load,
    Text,
    decode_command,
    decode_event,
    encode,
)
from assistant.engine.values import LoadSettings


def values(kind: object) -> st.SearchStrategy[typing.Any]:
    """Values of a type annotation of the protocol, as JSON can carry them."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        fields = {field.name: values(field.type) for field in msgspec.structs.fields(kind)}
        return st.builds(kind, **fields)
    if origin is typing.Literal:
        return st.sampled_from(arguments)
    if origin is list:
        return st.lists(values(arguments[0]), max_size=2)
    if origin is tuple:
        return st.tuples(*map(values, arguments))
    if origin is dict:
        return st.dictionaries(*map(values, arguments), max_size=2)
    if arguments:
        return st.one_of(*map(values, arguments))
    scalars: dict[object, st.SearchStrategy[typing.Any]] = {
        str: st.text(st.characters(codec="utf-8"), max_size=20),
        bool: st.booleans(),
        int: st.integers(-(2**53), 2**53),
        # Among numbers of two kinds, a whole float comes back as an int.
        float: st.floats(allow_nan=False, allow_infinity=False),
        type(None): st.none(),
    }
    return scalars[kind]


@given(values(Command))
def test_every_command_survives_the_pipe(command: Command) -> None:
    line = encode(command)
    assert line.count(b"\n") == 1, "one line, whatever the texts contain"
    assert decode_command(line) == command


@given(values(Event))
def test_every_event_survives_the_pipe(event: Event) -> None:
    line = encode(event)
    assert line.count(b"\n") == 1
    assert decode_event(line) == event


def test_every_message_has_a_name_of_its_own() -> None:
    for union in (Command, Event, protocol.Result):
        names = [kind.__struct_config__.tag for kind in typing.get_args(union)]
        assert len(set(names)) == len(names)


def test_what_is_at_rest_is_not_written() -> None:
    assert encode(Text(job=7, text="你好")) == '{"event":"text","job":7,"text":"你好"}\n'.encode()
    assert encode(Load(path="m", settings=LoadSettings(context=512))) == (
        b'{"command":"load","path":"m","settings":{"context":512}}\n'
    )


@pytest.mark.parametrize(
    "line",
    [b"", b"{", b"null", b"llama_decode: failed", b'{"event":"text"}', b'{"event":"dance","job":1}', b"[1]"],
)
def test_garbage_is_refused(line: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        decode_event(line)
    with pytest.raises(msgspec.DecodeError):
        decode_command(line)


def test_a_field_that_a_newer_client_sends_is_ignored() -> None:
    assert decode_command(b'{"command":"generate","prompt":"a","mood":"calm"}') == Generate(prompt="a")
