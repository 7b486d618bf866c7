"""Documents that are translated and written anew, in the same format, with all that is not text as it was.

:func:`~.opening.open_translatable` reads a file into units, and ``TranslatableDocument.render`` puts a target
in the place of each. Nothing here knows a language or a model.
"""

from assistant.documents.translatable.opening import open_translatable, suffixes
from assistant.documents.translatable.unit import Place, TranslatableDocument, Unit, UnitKind

__all__ = ["Place", "TranslatableDocument", "Unit", "UnitKind", "open_translatable", "suffixes"]
