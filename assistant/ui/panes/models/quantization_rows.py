"""The models of one repository, which differ by their quantization, as rows of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from assistant.models.remote import RemoteModel
from assistant.ui import theme
from assistant.ui.hub_text import QuantizationText
from assistant.ui.model_fit import ModelFit
from assistant.ui.model_text import FitText, joined
from assistant.ui.widgets.cards import paint_dot, verdict_color
from assistant.ui.widgets.rows import paint_row, paint_text

Index = QModelIndex | QPersistentModelIndex

TEXT_ROLE = Qt.ItemDataRole.UserRole
FIT_ROLE = Qt.ItemDataRole.UserRole + 1

_NO_PARENT = QModelIndex()


class QuantizationRows(QAbstractListModel):
    """The smallest first. A fit may become known later, and then more exactly."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.models: Sequence[RemoteModel] = ()
        self._texts: list[QuantizationText] = []
        self._fits: dict[str, ModelFit] = {}

    def set_models(
        self, models: Sequence[RemoteModel], parameters: int | None, fits: Mapping[str, ModelFit]
    ) -> None:
        """Replace all rows; ``fits`` are by the models' names."""
        self.beginResetModel()
        self.models = models
        self._texts = [QuantizationText(model, parameters) for model in models]
        self._fits = dict(fits)
        self.endResetModel()

    def fit(self, model: RemoteModel) -> ModelFit | None:
        """What is known of a model's fit."""
        return self._fits.get(model.name)

    def is_too_large(self, model: RemoteModel) -> bool:
        """Whether a model is known not to fit."""
        fit = self._fits.get(model.name)
        return fit is not None and fit.verdict == "red"

    def set_fit(self, name: str, fit: ModelFit) -> None:
        """What is known now about the model of this name."""
        self._fits[name] = fit
        self.dataChanged.emit(self.index(0), self.index(len(self.models) - 1))

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.models)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        model, text = self.models[index.row()], self._texts[index.row()]
        fit = self._fits.get(model.name)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return text.name
            case Qt.ItemDataRole.AccessibleTextRole:
                reason = FitText(fit).reason if fit else ""
                return ", ".join(filter(None, (text.name, text.size, text.bits, text.meaning, reason)))
            case Qt.ItemDataRole.ToolTipRole:
                return model.name
            case _ if role == TEXT_ROLE:
                return text
            case _ if role == FIT_ROLE:
                return fit
        return None


class QuantizationDelegate(QStyledItemDelegate):
    """Name, bits and size on one line; fit and what it means on the next."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, theme.current().px(56))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        current = theme.current()
        colors = current.colors
        text: QuantizationText = index.data(TEXT_ROLE)
        fit: ModelFit | None = index.data(FIT_ROLE)
        box = option.rect.adjusted(0, 1, 0, -1)
        painter.save()
        paint_row(painter, option, selected=bool(option.state & QStyle.StateFlag.State_Selected), rect=box)
        room = box.adjusted(12, 7, -12, -7)
        line = QRect(room.left(), room.top(), room.width(), room.height() // 2)
        size = joined((text.bits, text.size))
        width = QFontMetrics(current.ui_font(12)).horizontalAdvance(size) + 2
        paint_text(
            painter, line.adjusted(line.width() - width, 0, 0, 0), size, current.ui_font(12), colors.muted
        )
        paint_text(
            painter, line.adjusted(0, 0, -width - 12, 0), text.name, current.ui_font(13, 600), colors.text
        )
        line.translate(0, line.height())
        if fit is not None:
            dot = paint_dot(painter, line.left(), line.center().y(), verdict_color(fit.verdict))
            line.setLeft(line.left() + dot)
        words = joined((FitText(fit).short if fit else "", text.meaning, text.parts))
        paint_text(painter, line, words, current.ui_font(12), colors.muted)
        painter.restore()
