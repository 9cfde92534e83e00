"""What can go wrong while content is made, said so that the caller knows what to do."""


class GenerationError(Exception):
    """Base of the three answers below.

    `code` is a stable, translatable identifier; `detail` is for a person who wants to know more.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class Retryable(GenerationError):
    """The same request may succeed later: out of memory, a server that did not answer."""


class Refused(GenerationError):
    """The same request will never succeed: no photo, an unknown model, facts too thin."""


class Cancelled(GenerationError):
    """The caller asked to stop."""

    def __init__(self, detail: str = "") -> None:
        super().__init__("cancelled", detail)
