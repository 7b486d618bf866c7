"""Rewriting a text as a preset or an instruction says, in up to four versions at once.

:func:`~.rewriter.rewrite` is a task (:mod:`assistant.tasks.steps`). What keeps its outline, such as a change
of tone, is rewritten paragraph by paragraph, so that headings, code and tables stay where they are; what
becomes something else, such as a title, is made of the whole.
"""

from assistant.tasks.rewrite.options import PRESETS, Preset, RewriteOptions
from assistant.tasks.rewrite.result import Rewriting, Variant

__all__ = ["PRESETS", "Preset", "RewriteOptions", "Rewriting", "Variant"]
