"""Backdrops made by arithmetic: no photograph, no model. The product stands in them with its own pixels."""
