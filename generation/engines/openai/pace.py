"""How fast requests leave this process."""

from __future__ import annotations

import threading
import time


class Pace:
    """A bucket of one token that fills `rate` times a minute, for all threads together; rate 0 never empties it.

    A server that asks for a pause is left alone by every request, not only by the one that it told so.
    """

    def __init__(self, rate: int) -> None:
        self._gap = 60 / rate if rate else 0.0
        self._free_at = 0.0
        self._lock = threading.Lock()

    def turn(self) -> float:
        """Books the next turn; seconds until it comes."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._free_at)
            self._free_at = turn + self._gap
            return turn - now

    def pause(self, seconds: float) -> None:
        with self._lock:
            self._free_at = max(self._free_at, time.monotonic() + seconds)
