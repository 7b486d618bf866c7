"""Proofreading as edits that are accepted or rejected one by one.

:func:`~.proofreader.proofread` is a task (:mod:`assistant.tasks.steps`): the model is shown a sentence at a
time and says it again without its mistakes; what differs becomes edits. An answer that is no revision of its
sentence leaves the sentence as it is, and is counted. Code, addresses and markup are not shown to the model,
and never changed. :class:`~.review.Review` keeps what was found while the text is edited.
"""

from assistant.tasks.proofread.options import ProofreadOptions
from assistant.tasks.proofread.result import Checked, Proofreading, ProofreadPartial

__all__ = ["Checked", "ProofreadOptions", "ProofreadPartial", "Proofreading"]
