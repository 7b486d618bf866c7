"""Where Tab leads in the window: as one reads it, whichever of its parts was made first.

Qt goes through widgets in the order in which they came into the window. Panes and their lists are made when
they are first shown, so that order says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QScrollArea, QWidget


def move_focus(window: QWidget, parts: Sequence[QWidget], *, forward: bool) -> bool:
    """Do what Tab does, or Shift+Tab if not ``forward``. Returns whether there is anywhere to go.

    ``parts`` of the window follow each other as given; inside each it is Qt's order.
    """
    stop = _next_stop(window, parts, forward=forward)
    if stop is None:
        return False
    stop.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    page = stop.parentWidget()
    while page is not None:
        if isinstance(page, QScrollArea):
            page.ensureWidgetVisible(stop)
        page = page.parentWidget()
    return True


def _next_stop(window: QWidget, parts: Sequence[QWidget], *, forward: bool) -> QWidget | None:
    here = window.focusWidget()
    places = {part: place for place, part in enumerate(parts)}
    stops = [widget for widget in _chain(window) if widget is here or _takes_tab(widget)]
    stops.sort(key=lambda widget: _place(widget, places))
    if not stops:
        return None
    if here is None or here not in stops:
        return stops[0 if forward else -1]
    return stops[(stops.index(here) + (1 if forward else -1)) % len(stops)]


def _chain(window: QWidget) -> Iterator[QWidget]:
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        yield widget
        widget = widget.nextInFocusChain()


def _takes_tab(widget: QWidget) -> bool:
    if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus or widget.focusProxy() is not None:
        return False
    return widget.isVisible() and widget.isEnabled() and not is_empty_list(widget)


def is_empty_list(widget: QWidget) -> bool:
    """There is nothing in it to go to, and nothing that could show where the focus is."""
    return isinstance(widget, QAbstractItemView) and widget.model().rowCount() == 0


def _place(widget: QWidget | None, places: dict[QWidget, int]) -> int:
    while widget is not None:
        if widget in places:
            return places[widget]
        widget = widget.parentWidget()
    return len(places)
