"""Make the cut-out's network: `python -m generation.training.cutout STEP FOLDER`. Every step goes on where it was stopped.

    render FOLDER --scenes shop_content/catalogue/sample/scenes    views of products with exact alpha (Blender 3.4 on the PATH)
    train FOLDER --minutes 40 --side 128 --rate 0.002              then again at a larger side and a smaller rate
    export FOLDER                                                  the weights into the package, as half floats
    show FOLDER PICTURE.png                                        a sheet of the scenes that training sees

Without `render` training knows drawn solids and silhouettes only. One core is enough: a phase is as long as `--minutes` says, and
ends with a falling rate, without which the weights are not worth exporting.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

BLENDER = Path(__file__).with_name("blender") / "render.py"
VIEWS = (10_000, 10_300)  # numbers of the random wares; the package's weights saw those below 10060


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m generation.training.cutout", description=__doc__.splitlines()[0])
    steps = parser.add_subparsers(dest="step", required=True)
    for name, does in STEPS.items():
        step = steps.add_parser(name, help=does.__doc__)
        step.add_argument("folder", type=Path)
        if name == "render":
            step.add_argument("--scenes", type=Path, required=True, help="the sample shop's folder of scene scripts")
            step.add_argument("--side", type=int, default=320, help="px")
        if name == "train":
            step.add_argument("--minutes", type=float, default=40)
            step.add_argument("--side", type=int, default=128, help="px")
            step.add_argument("--rows", type=int, default=12, help="pictures a batch")
            step.add_argument("--rate", type=float, default=2e-3, help="highest learning rate")
            step.add_argument("--threads", type=int, default=1)
            step.add_argument(
                "--onwards", action="store_true", help="begin from the package's weights, not from nothing"
            )
        if name == "show":
            step.add_argument("picture", type=Path)
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    return STEPS[chosen.step](chosen)


def render(chosen: argparse.Namespace) -> int:
    """render views of products"""
    views = chosen.folder / "views"
    views.mkdir(exist_ok=True)
    blender = [
        "blender",
        "-b",
        "--factory-startup",
        "-t",
        "1",
        "--python-exit-code",
        "1",
        "--python",
        str(BLENDER),
        "--",
    ]
    order = [str(chosen.scenes.resolve()), str(views.resolve()), *map(str, VIEWS), str(chosen.side)]
    subprocess.run([*blender, *order], check=True, stdout=subprocess.DEVNULL)
    return 0


def train(chosen: argparse.Namespace) -> int:
    """train for some minutes"""
    from generation.engines.studio.own_network import WEIGHTS
    from generation.training.cutout.train import train as run

    start = WEIGHTS if chosen.onwards else None
    run(chosen.folder, chosen.minutes, chosen.side, chosen.rows, chosen.rate, _say, chosen.threads, start)
    return 0


def export(chosen: argparse.Namespace) -> int:
    """write the weights into the package"""
    from generation.engines.studio.own_network import WEIGHTS
    from generation.training.cutout.export import export as write

    _say(f"{WEIGHTS}: {write(chosen.folder / 'checkpoint.pt', WEIGHTS) / 1e6:.1f} MB")
    return 0


def show(chosen: argparse.Namespace) -> int:
    """draw a sheet of training scenes, every second with the true outline"""
    from generation.training.cutout.sheet import draw

    draw(chosen.folder, chosen.picture)
    return 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


STEPS: dict[str, Callable[[argparse.Namespace], int]] = {
    "render": render,
    "train": train,
    "export": export,
    "show": show,
}

if __name__ == "__main__":
    sys.exit(main())
