"""`diffusers:MODEL`: a backdrop painted around the real product by any diffusers pipeline, from the hub or a folder; and mood
pictures, painted from words alone.

Options of the setting: `dtype` (auto, float32, float16, bfloat16), `device` (auto, cpu, cuda, mps), `revision` (of a hub
model). Options of a brief: `scene` (what to paint around the product), `avoid` (what not to), `steps`, `guidance`,
and those of `studio.wishes`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from generation.contract import Control, Request, Result
from generation.engines import mood, painter
from generation.engines.around import finished, placed
from generation.engines.base import EngineSetting
from generation.engines.beside import Beside, Finish, Paint
from generation.engines.painting import painting_of
from generation.engines.studio.engine import MADE, REVISION
from generation.engines.studio.posters.making import made
from generation.errors import Cancelled, GenerationError, Refused

if TYPE_CHECKING:
    from generation.engines.studio.cutouts import CutOuts

PAINTED = (*MADE, "mood")
SKETCH = 1.5  # times the painter's side: a longer frame is painted that much longer
_OPTIONS = ("dtype", "device", "revision")
_DTYPES = ("auto", "float32", "float16", "bfloat16")

_turn = threading.RLock()  # one pipeline a process: who loads another model puts away the one before
_holder: DiffusersImage | None = None


class DiffusersImage:
    def __init__(self, setting: str) -> None:
        """Raises `Refused("engine.setting")`; nothing is loaded yet."""
        parsed = EngineSetting.parse(setting, _OPTIONS)
        if not parsed.target:
            raise Refused("engine.setting", f"{setting!r} names no model; expected diffusers:NAME or diffusers:FOLDER")
        self.setting = parsed.text
        self._name = parsed.target
        self._dtype = parsed.choice("dtype", "auto", _DTYPES)
        self._device = parsed.options.get("device", "auto")
        self._revision = parsed.options.get("revision", "main")
        self._painter: painter.Painter | None = None
        self._alone: painter.Painter | None = None
        self._cutouts: CutOuts | None = None

    def load(self) -> None:
        """Raises `Refused` for a model that is missing or cannot paint, `Retryable` when memory is short."""
        global _holder
        with _turn:
            if _holder is not None and _holder is not self:
                _holder.put_away()
            if self._painter is None:
                from generation.engines.studio.cutouts import CutOuts

                self._painter = painter.load(self._name, self._revision, self._dtype, self._device)
                self._cutouts = self._cutouts or CutOuts()
            _holder = self

    def put_away(self) -> None:
        """Give the model's memory back. The next request loads it again."""
        with _turn:
            if self._painter is not None:
                device, self._painter, self._alone = self._painter.device, None, None
                painter.clear(device)

    def generate(self, requests: Sequence[Request], control: Control) -> list[Result | Exception]:
        """One picture a request; while one is painted, the one before is finished and the next is prepared.

        Raises `Cancelled` between two denoising steps.
        """
        with _turn, Beside(control) as beside:
            self.load()
            coming = beside.begin(partial(self._prepared, requests[0])) if requests else None
            for place in range(len(requests)):
                now, after = coming, requests[place + 1 : place + 2]
                coming = beside.begin(partial(self._prepared, *after)) if after else None
                assert now is not None
                part = Control(
                    control.cancelled,
                    lambda share, at=place: control.progress((at + share) / len(requests)),  # type: ignore[misc]
                    picture=lambda _place, share, so_far, at=place: control.picture(at, share, so_far),  # type: ignore[misc]
                )
                try:
                    beside.end(now.result()(part))
                except Cancelled:
                    raise
                except GenerationError as error:
                    beside.failed(error)
                control.progress((place + 1) / len(requests))
            return beside.answers()

    def _prepared(self, request: Request) -> Paint:
        """All that comes before painting, and needs no painter."""
        assert self._painter is not None and self._cutouts is not None
        brief, brush, started = request.brief, self._painter, time.perf_counter()
        if brief.kind not in PAINTED:
            raise Refused("engine.kind", f"{brief.kind!r} is not an image kind of this engine")
        if brief.kind == "poster":  # nothing of it is painted
            poster = made(request, self._cutouts, self.setting, REVISION)
            return lambda _control: lambda: poster
        painting = painting_of(brief)
        if brief.kind == "mood":
            return lambda control: mood.painted(request, painting, self._brush(), self.setting, self._name, control)
        seed = (request.sampling.seed + request.variant) % 2**63
        it = placed(request, self._cutouts, seed, round(SKETCH * brush.side))
        order = painter.Order(painting.scene, painting.avoid, painting.steps, painting.guidance, seed)

        def paint(control: Control) -> Finish:
            if control.cancelled():
                raise Cancelled()
            ground = brush.paint_around(it.shot.rgb, it.shot.alpha, order, control)
            seconds = time.perf_counter() - started
            return partial(finished, it, ground, painting, brush, self.setting, self._name, seed, seconds)

        return paint

    def _brush(self) -> painter.Painter:
        """The painter that paints from words alone."""
        assert self._painter is not None
        self._alone = self._alone or self._painter.alone()
        return self._alone
