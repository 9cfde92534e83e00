"""One small request to an engine, to see that it loads and answers, and what that takes."""

from __future__ import annotations

import io
import resource
import sys
import time
from dataclasses import dataclass

from generation.contract import LOCALES, Brief, Control, Fact, Facts, Original, Photo, Request, Result, Sampling
from generation.engines.registry import directions_of, engine_for, kinds_of, medium_of
from generation.errors import GenerationError, Refused, Retryable
from generation.kinds import KINDS

_FACTS = Facts(
    sku="TRIAL",
    title="Enamel Mug",
    brand="Norra",
    items=(Fact("f1", "material", "enamelled steel"), Fact("f2", "capacity", "350", "ml")),
)
_TITLES = {"en": "Norra Enamel Mug, 350 ml", "zh-Hans": "Norra 搪瓷杯 350 毫升"}  # to be translated
_SIDE = 512  # px of the picture that is drawn for image engines
_STEPS = 4  # of engines that paint step by step; enough to see that they do


@dataclass(frozen=True, slots=True)
class Trial:
    """`answer`: the words, or the picture's size. Times in seconds; memory in bytes, at its highest in this process."""

    setting: str
    loading: float = 0.0
    answering: float = 0.0
    memory: int = 0
    gpu_memory: int = 0
    answer: str = ""
    error: GenerationError | None = None


def try_out(setting: str, translating: bool = False, inventing: bool = False) -> Trial:
    """Never raises a `GenerationError`: it stands in the trial.

    `translating`: in every direction that the engine serves. `inventing`: a picture without a photo.
    """
    started = loaded = time.perf_counter()
    try:
        engine = engine_for(setting)
        engine.load()
        loaded = time.perf_counter()
        requests = _translations(setting) if translating else [_request(setting, inventing)]
        answers = engine.generate(requests, Control())
    except GenerationError as error:
        return Trial(setting, error=error)
    good = [answer for answer in answers if isinstance(answer, Result)]
    for answer in answers:
        if not isinstance(answer, Result):
            failure = answer if isinstance(answer, GenerationError) else Retryable("engine.failed", repr(answer))
            return Trial(setting, loaded - started, error=failure)
    return Trial(
        setting,
        loading=loaded - started,
        answering=time.perf_counter() - loaded,
        memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        gpu_memory=_gpu_memory(),
        answer=" | ".join(map(_told, good)),
    )


def _translations(setting: str) -> list[Request]:
    return [
        Request(Brief("title", target, _FACTS, original=Original("trial", source, {"title": _TITLES[source]})))
        for source, target in sorted(directions_of(setting))
    ]


def _request(setting: str, inventing: bool) -> Request:
    made = kinds_of(setting)
    kind = next((name for name, kind in KINDS.items() if name in made and kind.synthetic == inventing), "")
    if not kind:
        raise Refused("engine.setting", f"{setting!r} paints nothing from words alone")
    if medium_of(setting) == "text":
        return Request(Brief(kind, LOCALES[0], _FACTS), Sampling(temperature=0.2))
    brief = Brief(kind, LOCALES[0], _FACTS, photos=(_photo(),), options={"steps": _STEPS})
    return Request(brief)


def _photo() -> Photo:
    """A mug, in two shapes, on white."""
    import hashlib

    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (_SIDE, _SIDE), "white")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((300, 190, 420, 330), outline=(30, 70, 110), width=24)
    draw.rounded_rectangle((130, 130, 340, 400), radius=24, fill=(30, 70, 110))
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=92)
    return Photo("trial", hashlib.sha256(data.getvalue()).hexdigest(), data.getvalue())


def _told(result: Result) -> str:
    asset = result.content.asset
    if asset is not None:
        return f"a picture of {asset.width} x {asset.height} pixels"
    return " | ".join(text for _, _, text in result.content.spans())


def _gpu_memory() -> int:
    torch = sys.modules.get("torch")
    return int(torch.cuda.max_memory_allocated()) if torch is not None and torch.cuda.is_available() else 0
