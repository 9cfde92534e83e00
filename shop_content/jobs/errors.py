"""Why a run cannot be had."""


class RunError(Exception):
    """The request makes no sense as it stands; `code` is worded in `messages.py`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
