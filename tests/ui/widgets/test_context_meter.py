"""Complaints: the context fills in silence, and what the model was told is gone."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from assistant.ui.widgets.context_meter import ContextMeter


@pytest.fixture
def meter(qtbot: QtBot) -> ContextMeter:
    made = ContextMeter()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("used", "warning"), [(100, ""), (900, "nearly full"), (1000, "The context is full"), (1200, "is full")]
)
def test_it_warns_before_it_is_full(meter: ContextMeter, used: int, warning: str) -> None:
    meter.set_usage(used, 1000)
    assert warning in meter.toolTip()
    assert ("full" in meter.toolTip()) == bool(warning)
    assert meter.accessibleName() == meter.toolTip()
    assert not meter.grab().isNull()


def test_without_a_model_there_is_nothing_to_show(meter: ContextMeter) -> None:
    assert meter.isHidden()


def test_in_a_narrow_bar_the_ring_stays(meter: ContextMeter) -> None:
    meter.set_usage(3214, 8192)
    assert meter.minimumSizeHint().width() < 40 < meter.sizeHint().width()
