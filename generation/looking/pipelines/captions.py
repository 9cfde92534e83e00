"""`PICTURE_DESCRIBER`: one sentence on what a picture shows, by a captioning model or one that talks about pictures.

Options: `prompt` (what such a model is asked), `tokens` (of the answer at most).
"""

from __future__ import annotations

from typing import Any

from generation.looking.contract import Look, View
from generation.looking.pipelines.model import Pipeline, first_said, picture_of

ASKED = "Describe the product in this picture in one short sentence. Say only what is seen."
LONGEST = 500  # characters


class Describer(Pipeline):
    options = ("prompt", "tokens")
    task = "image-text-to-text"
    prompt = ASKED

    def look(self, view: View) -> Look:
        return Look(caption=self.said_of(picture_of(view))[:LONGEST])

    def said_of(self, picture: Any) -> str:
        """What the model says when asked by `prompt`; a plain captioning model is asked nothing."""
        self.load()
        tokens = self._parsed.whole_number("tokens", 60, 1, 2000)
        how = {"max_new_tokens": tokens, "return_full_text": False, "generate_kwargs": {"do_sample": False}}
        prompt = self._parsed.options.get("prompt", self.prompt)
        if getattr(self._pipeline.processor, "chat_template", None):
            turn = [{"type": "image", "image": picture}, {"type": "text", "text": prompt}]
            return first_said(self.asked([{"role": "user", "content": turn}], **how))
        return first_said(self.asked(picture, self._parsed.options.get("prompt", ""), **how))
