"""Pytest plugins that fail a test for what it leaves behind or does in silence."""
