"""Why something was not done, told to whoever asked for it."""

from __future__ import annotations


class Refusal(Exception):
    """`message` says what happened, why, and what to do next, in the language of whoever reads it."""

    @property
    def message(self) -> str:
        raise NotImplementedError

    def __str__(self) -> str:
        return self.message
