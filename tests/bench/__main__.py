"""Every benchmark, one after the other, each in a process and a database of its own: `python -m tests.bench`.

What counts are the ratios: both sides of each are taken in one run, so a busy or slow machine changes them little.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """How many failed."""
    failed = 0
    for path in sorted(HERE.glob("bench_*.py")):
        print(f"== {path.stem}", flush=True)
        failed += (
            subprocess.run([sys.executable, "-m", f"tests.bench.{path.stem}"], cwd=HERE.parent.parent).returncode != 0
        )
    return failed


if __name__ == "__main__":
    sys.exit(main())
