"""`studio:` answers packshot, scene and poster requests from the product's own photos, on the CPU, without weights."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, cast

from generation import pictures
from generation.contract import Asset, Brief, Content, Control, Photo, Placement, Provenance, Request, Result
from generation.correction import Correction, estimated
from generation.engines.base import EngineSetting
from generation.engines.studio.posters.making import made
from generation.engines.studio.wishes import ANY, BACKDROP_NAMES, LIGHTS, MARGINS, Wishes, wishes_of
from generation.errors import Cancelled, GenerationError, Refused, Retryable
from generation.frames import rgb_of
from generation.kinds import KINDS
from generation.level import Lean, lean_of, turned
from generation.upscaling.chosen import chosen_upscaler
from generation.xmp import COMPOSED, PAINTED

if TYPE_CHECKING:
    from generation.engines.studio.cutout import CutOut
    from generation.engines.studio.cutouts import CutOuts
    from generation.engines.studio.packshot import Frame, Packshot, Shadow

REVISION = "5"  # changes whenever the same photo would give other pixels
TURNS = ("contact", "none")  # shadows that variants of a packshot take in turn
NEAR = (-0.015, 0.02, 0.045)  # of the frame: how the margins of packshots that are like one differ from its own
MADE = ("packshot", "scene", "poster")


@dataclass(frozen=True, slots=True)
class Choice:
    """What one variant is made from. `seed` decides a scene's colours, light and texture."""

    photo: Photo
    wishes: Wishes
    seed: int = 0


class Studio:
    """Options of a brief: see `wishes.Wishes`. The setting takes none."""

    def __init__(self, setting: str) -> None:
        parsed = EngineSetting.parse(setting)
        if parsed.target:
            raise Refused("engine.setting", f"{setting!r}: the studio takes no model; write 'studio:'")
        self.setting = parsed.text
        self._cutouts: CutOuts | None = None

    def load(self) -> None:
        """Import OpenCV and the cut-out. Raises `Refused("engine.model_unusable")`."""
        try:
            import cv2  # noqa: F401

            from generation.engines.studio.cutouts import CutOuts
        except ImportError as error:
            raise Refused("engine.model_unusable", f"install opencv-python-headless and numpy: {error}") from error
        self._cutouts = self._cutouts or CutOuts()

    def cut_out(self, photo: Photo) -> CutOut:
        """The photo's product, as its pictures are made from it. Raises `Refused`."""
        self.load()
        assert self._cutouts is not None
        return self._cutouts.of(photo)

    def generate(self, requests: Sequence[Request], control: Control) -> list[Result | Exception]:
        """One picture a request. Raises `Cancelled` between photos when the caller asks to stop."""
        self.load()
        answers: list[Result | Exception] = []
        for number, request in enumerate(requests):
            if control.cancelled():
                raise Cancelled()
            try:
                answers.append(self._picture(request))
            except GenerationError as error:
                answers.append(error)
            except MemoryError:
                answers.append(Retryable("engine.out_of_memory", "the photo did not fit into memory"))
            control.progress((number + 1) / len(requests))
        return answers

    def _picture(self, request: Request) -> Result:
        started = time.perf_counter()
        assert self._cutouts is not None
        if request.brief.kind == "poster":
            return made(request, self._cutouts, self.setting, REVISION)
        chosen = choose(request)
        cut, lean = upright(self.cut_out(chosen.photo), chosen.wishes)
        correction = correction_for(cut, chosen.wishes)
        shot = _laid_out(request.brief, cut, chosen, correction)
        wishes = chosen.wishes
        source_type = COMPOSED if shot.upscaled == 1 else PAINTED  # a model that enlarges makes detail
        data = pictures.faithful(shot.rgb, shot.alpha >= 254, wishes.file_format, source_type)
        height, width = shot.alpha.shape
        placement = placement_of(chosen.photo, cut, shot, correction, lean.degrees)
        media_type = pictures.MEDIA_TYPES[wishes.file_format]
        measures = measures_of(cut, shot) | ({"turned": lean.degrees} if lean.degrees else {})
        if request.brief.kind == "packshot":
            measures["white"] = white_share(shot)
        asset = Asset(data, media_type, width, height, source_type, measures, placement)
        seconds = time.perf_counter() - started
        return Result(Content(asset=asset), (), self._provenance(request, chosen, upscaled_by(shot), seconds))

    def _provenance(self, request: Request, chosen: Choice, upscaled: str, seconds: float) -> Provenance:
        how = made_from(chosen.photo) | chosen.wishes.told()
        if request.brief.kind == "scene":
            how |= {"backdrop": chosen.wishes.backdrop}
        if upscaled:
            how |= {"upscaler": upscaled}
        return Provenance(
            engine=self.setting,
            model="studio",
            revision=REVISION,
            prompt_version=KINDS[request.brief.kind].prompt_version,
            seed=chosen.seed,
            sampling=how,
            seconds=seconds,
        )


def upscaled_by(shot: Packshot) -> str:
    """The setting of the model that has enlarged the product; "" where none did."""
    model = chosen_upscaler()
    return model.setting if model and shot.upscaled > 1 else ""


def made_from(photo: Photo) -> dict[str, str]:
    """For the provenance: which photo, and along whose mask if a person drew one."""
    return {"photo": photo.sha256} | ({"mask": photo.mask_sha256} if photo.mask_sha256 else {})


def choose(request: Request) -> Choice:
    """What the variant is made from.

    Packshots: first every photo with the wished shadow, then every photo with another; of one named photo, the shadow stays and
    margin and light vary. Scenes: the first photo, or the one named, before
    another backdrop each, or before the wished one with another seed. Raises `Refused` when the kind is not made here,
    there is no photo, an option is unknown or the variants run out.
    """
    brief = request.brief
    if brief.kind not in MADE:
        raise Refused("engine.kind", f"the studio makes {' and '.join(MADE)} pictures, not {brief.kind!r}")
    if not brief.photos:
        raise Refused("photo.missing", "add a photo of the product; it is cut out of it")
    wishes = wishes_of(brief)
    if brief.kind == "scene":
        return _scene_choice(request, wishes)
    if wishes.photo:
        return _near(request, wishes)
    shadows = (wishes.shadow, *(other for other in TURNS if other != wishes.shadow))
    turn, place = divmod(request.variant, len(brief.photos))
    if turn >= len(shadows):
        most = len(shadows) * len(brief.photos)
        raise Refused(
            "variant.exhausted", f"{len(brief.photos)} photos give {most} different packshots; add another photo"
        )
    return Choice(brief.photos[place], replace(wishes, shadow=shadows[turn]), request.sampling.seed)


def photo_of(brief: Brief, wishes: Wishes) -> Photo:
    """The named photo, or the first. Raises `Refused("photo.gone")` when the product no longer has it among those to choose from."""
    if not wishes.photo:
        return brief.photos[0]
    found = next((photo for photo in brief.photos if photo.sha256 == wishes.photo), None)
    if found is None:
        raise Refused("photo.gone", f"photo {wishes.photo[:12]} is not among the product's first {len(brief.photos)}")
    return found


def _near(request: Request, wishes: Wishes) -> Choice:
    """Packshots like one: the very same first, then a little larger or smaller, and in the other light."""
    from generation.engines.studio.packshot import MARGIN

    photo = photo_of(request.brief, wishes)
    usual = MARGIN if wishes.margin is None else wishes.margin
    margins = [usual + step for step in NEAR if MARGINS[0] <= usual + step <= MARGINS[1]]
    others = [replace(wishes, margin=round(margin, 3)) for margin in margins]
    light = next(other for other in LIGHTS if other != wishes.light)
    near = [wishes, *others[:2], replace(wishes, light=light), *others[2:]]
    if request.variant >= len(near):
        raise Refused("variant.exhausted", f"there are {len(near)} packshots like this one")
    return Choice(photo, near[request.variant], request.sampling.seed)


def _scene_choice(request: Request, wishes: Wishes) -> Choice:
    seed = (request.sampling.seed + request.variant) % 2**63
    if wishes.backdrop == ANY:
        import random

        order = random.Random(request.sampling.seed).sample(BACKDROP_NAMES, len(BACKDROP_NAMES))
        wishes = replace(wishes, backdrop=order[request.variant % len(order)])
    return Choice(photo_of(request.brief, wishes), wishes, seed)


def correction_for(cut: CutOut, wishes: Wishes) -> Correction:
    """White balance and exposure by the paper around the product, where that was wished for."""
    from generation.engines.studio.colour import grow

    if wishes.light != "corrected":
        return Correction()
    return estimated(cut.colour, ~grow(cut.alpha > 0, max(3, max(cut.alpha.shape) // 50)))


def frame_of(wishes: Wishes, correction: Correction) -> Frame:
    from generation.engines.studio.packshot import MARGIN, Frame

    margin = MARGIN if wishes.margin is None else wishes.margin
    return Frame(wishes.shape, margin, rgb_of(wishes.ground), correction)


def _laid_out(brief: Brief, cut: CutOut, chosen: Choice, correction: Correction) -> Packshot:
    from generation.engines.studio.packshot import lay_out
    from generation.engines.studio.scenes.compose import scene

    wishes = chosen.wishes
    if brief.kind == "scene":
        return scene(cut, wishes.backdrop, wishes.shape, chosen.seed, correction)
    return lay_out(cut, cast("Shadow", wishes.shadow), frame_of(wishes, correction))


def upright(cut: CutOut, wishes: Wishes) -> tuple[CutOut, Lean]:
    """The cut-out, set upright where that was wished for and it surely leans."""
    if wishes.level != "upright":
        return cut, Lean(0.0, 1.0)
    lean = lean_of(cut.alpha)
    if not lean.degrees:
        return cut, lean
    colour, alpha = turned(cut.colour, lean.degrees), turned(cut.alpha, lean.degrees, ground=0)
    return replace(cut, colour=colour, alpha=alpha), lean


def placement_of(photo: Photo, cut: CutOut, shot: Packshot, correction: Correction, degrees: float = 0.0) -> Placement:
    """What the fidelity gate needs to find the photo's product in the picture. `degrees`: by which the photo was turned."""
    import numpy as np

    left, top, right, bottom = shot.source
    alpha, source = cut.alpha[top:bottom, left:right], shot.source
    if cut.whole:
        import cv2

        across, down = cut.whole[0] / cut.alpha.shape[1], cut.whole[1] / cut.alpha.shape[0]
        source = (round(left * across), round(top * down), round(right * across), round(bottom * down))
        size = (source[2] - source[0], source[3] - source[1])
        alpha = np.asarray(cv2.resize(alpha, size, interpolation=cv2.INTER_LINEAR), dtype=np.uint8)
    declared = correction.declared() | ({"turn": degrees} if degrees else {})
    declared |= {"upscaled": float(shot.upscaled)} if shot.upscaled > 1 else {}
    return Placement(photo.sha256, source, shot.target, pictures.grey_png(alpha), declared)


def white_share(shot: Packshot) -> float:
    """Of the ground (shadow included), what is exactly 255."""
    import numpy as np

    ground = shot.alpha == 0
    darkest = np.minimum(np.minimum(shot.rgb[..., 0], shot.rgb[..., 1]), shot.rgb[..., 2])
    return round(float((darkest[ground] == 255).mean()), 4) if ground.any() else 0.0


def measures_of(cut: CutOut, shot: Packshot) -> dict[str, float]:
    """What the checks judge by."""
    measures = {
        "confidence": cut.confidence.overall,
        **asdict(cut.confidence),
        "fill": shot.fill,
        "scale": shot.scale * cut.alpha.shape[1] / cut.size[0],
        "touches_frame": cut.touches_frame,
        "photo_width": float(cut.size[0]),
        "photo_height": float(cut.size[1]),
    }
    if shot.upscaled > 1:
        measures["upscaled"] = float(shot.upscaled)
    if cut.by_person:
        measures["by_person"] = 1.0
    return {name: round(float(value), 4) for name, value in measures.items()}
