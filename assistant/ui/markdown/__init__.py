"""Markdown as models write it, turned into flat blocks while it arrives.

Nothing here knows Qt: what an answer means is decided and tested apart from how it is painted.
"""
