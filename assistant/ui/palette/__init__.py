"""What opens over the window to find something by its words: the command palette, the list of shortcuts."""
