"""Append-only, enforced by the database."""

import pgtrigger


def append_only(name: str) -> list[pgtrigger.Trigger]:
    """Triggers that refuse UPDATE, DELETE and TRUNCATE (row triggers alone would let TRUNCATE pass)."""
    return [
        pgtrigger.Protect(name=f"{name}_immutable", operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Trigger(
            name=f"{name}_no_truncate",
            operation=pgtrigger.Truncate,
            when=pgtrigger.Before,
            level=pgtrigger.Statement,
            func=f"RAISE EXCEPTION 'pgtrigger: Cannot truncate {name} rows';",
        ),
    ]
