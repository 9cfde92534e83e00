"""Engines: one a file (or folder), each reached through `registry.engine_for`."""
