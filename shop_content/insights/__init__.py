"""How the work goes: what waits, what was decided, how much was edited, what it cost."""
