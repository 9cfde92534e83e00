"""The cut-out network's pictures with exact alpha, and its training on them. The command: `__main__.py`."""
