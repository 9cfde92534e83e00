"""Texts held against photos, and pictures against titles, by the model of `CONSISTENCY_ENGINE`."""
