"""What is done with a model: plain generators without Qt, threads and I/O; see :mod:`.steps`."""

from __future__ import annotations
