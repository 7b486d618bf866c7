"""Options describe themselves well enough for a form and a command line to be made from them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar, Literal

import pytest

from assistant.options import OptionInfo, describe, option


@dataclass(frozen=True)
class Drink:
    translation_context: ClassVar[str] = "drinks"

    name: str = option("tea", "Name", "What to order")
    size: Literal["small", "large"] = option("small", "Size", choices={"small": "Small", "large": "Large"})
    lumps: int = option(1, "Sugar", minimum=0, maximum=5, unit="lumps")
    warmth: float = option(0.5, "Warmth", minimum=0.0, maximum=1.0, step=0.05)
    milk: bool = option(False, "Milk")
    last_served: float = 0.0


OPTIONS: dict[str, OptionInfo] = {info.name: info for info in describe(Drink)}


def test_kinds_follow_from_types_and_plain_fields_are_no_options() -> None:
    kinds = {name: info.kind for name, info in OPTIONS.items()}
    assert kinds == {
        "name": "text",
        "size": "choice",
        "lumps": "integer",
        "warmth": "number",
        "milk": "flag",
    }
    assert OPTIONS["lumps"].context == "drinks"
    assert OPTIONS["lumps"].default == Drink().lumps == 1


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("name", ["", "茶"], [None, 1]),
        ("size", ["small", "large"], ["", "Small", 1, None, ["small"]]),
        ("lumps", [0, 5], [-1, 6, 1.5, True, "1", None]),
        ("warmth", [0, 0.3, 1.0], [1.01, math.nan, math.inf, False, "0.5"]),
        ("milk", [True, False], [0, 1, "yes", None]),
    ],
)
def test_what_an_option_accepts(name: str, good: list[object], bad: list[object]) -> None:
    assert [value for value in good if not OPTIONS[name].accepts(value)] == []
    assert [value for value in bad if OPTIONS[name].accepts(value)] == []
