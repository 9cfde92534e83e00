"""`PICTURE_CLASSIFIER` and `PICTURE_DETECTOR`: what is seen, in the whole picture or in a box.

With `labels` (by commas) a model that compares pictures with words (CLIP, SigLIP, OWL-ViT, Grounding DINO) looks for just these;
without, a model that was trained on its own labels names those.
"""

from __future__ import annotations

from generation.looking.contract import Look, Thing, View
from generation.looking.pipelines.model import Pipeline, listed

DENIED = 0.02  # confidence below which a label that was asked for is not in the picture


class Classifier(Pipeline):
    options = ("labels",)
    sure, most = 30, 3

    @property
    def task(self) -> str:
        return "zero-shot-image-classification" if listed(self._parsed, "labels") else "image-classification"

    def look(self, view: View) -> Look:
        wanted = listed(self._parsed, "labels")
        options = {"candidate_labels": list(wanted)} if wanted else {"top_k": self._most}
        answers = self.run(view, **options)
        found = [Thing(str(one["label"]), round(float(one["score"]), 3)) for one in answers]
        denied = tuple(one.name for one in found if one.confidence < DENIED) if wanted else ()
        return Look(
            things=tuple(thing for thing in found[: self._most] if thing.confidence >= self._sure), denied=denied
        )


class Detector(Pipeline):
    options = ("labels",)
    sure, most = 50, 12

    @property
    def task(self) -> str:
        return "zero-shot-object-detection" if listed(self._parsed, "labels") else "object-detection"

    def look(self, view: View) -> Look:
        wanted = listed(self._parsed, "labels")
        options = {"candidate_labels": list(wanted)} if wanted else {}
        answers = self.run(view, threshold=self._sure, **options)
        found = []
        for one in sorted(answers, key=lambda one: -one["score"])[: self._most]:
            sides = one["box"]
            box = view.stored(sides["xmin"], sides["ymin"], sides["xmax"], sides["ymax"])
            found.append(Thing(str(one["label"]), round(float(one["score"]), 3), box))
        return Look(things=tuple(found))
