"""The ground: who did what to which row, when, from where. Append-only."""
