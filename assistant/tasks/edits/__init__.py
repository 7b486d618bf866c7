"""Two versions of a text as edits that are accepted or rejected one by one.

:func:`~.difference.changes` finds what differs, word by word; :func:`~.judgement.judged` says of each change
what kind it is and why, by rule, and flags what may change the meaning.
"""
