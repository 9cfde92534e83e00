"""From a file of any supported kind to a header and rows of text."""
