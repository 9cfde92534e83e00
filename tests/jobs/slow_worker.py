"""A real worker whose real composer takes its time, so that a kill hits it in the middle of a batch."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence

from generation.contract import Control, Request, Result
from generation.engines.composer.engine import Composer
from generation.engines.registry import SCHEMES, Scheme

SCHEMES["slow"] = Scheme("tests.jobs.slow_worker", "SlowComposer", "text", "slow:")
SECONDS = float(os.environ.get("SLOW_SECONDS", "0.12"))  # a request


class SlowComposer(Composer):
    def __init__(self, setting: str) -> None:
        super().__init__("composer:")
        self.setting = setting

    def generate(self, requests: Sequence[Request], control: Control) -> list[Result | Exception]:
        time.sleep(SECONDS * len(requests))
        return super().generate(requests, control)


def main() -> None:
    from shop_content.celery import app

    app.worker_main(["worker", "--without-gossip", "--without-mingle", "-l", "WARNING", *sys.argv[1:]])


if __name__ == "__main__":
    main()
