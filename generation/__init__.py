"""Turns facts into content. Plain Python: no Django, no database, no web."""
