"""`LANGUAGE_READER=transformers:MODEL`: a text-classification model whose labels are codes of languages."""

from __future__ import annotations

from collections.abc import Sequence

from generation.reading.contract import Language
from generation.reading.language import LANGUAGES, written_in
from generation.reading.pipelines.model import Model


class TransformersLanguage(Model):
    own = (*LANGUAGES, "zh-Hans", "zh-Hant")
    aliases = {
        "zh_cn": "zh-Hans",
        "zh-cn": "zh-Hans",
        "zh_tw": "zh-Hant",
        "zh-tw": "zh-Hant",
        "zh-hans": "zh-Hans",
        "zh-hant": "zh-Hant",
    }
    aliases |= {
        "english": "en",
        "chinese": "zh",
        "eng": "en",
        "zho": "zh",
        "cmn": "zh",
        "eng_latn": "en",
        "zho_hans": "zh-Hans",
        "zho_hant": "zh-Hant",
    }

    def read(self, texts: Sequence[str]) -> list[Language]:
        found = []
        for text, ranked in zip(texts, self.ask(texts), strict=True):
            code, score = ranked[0] if ranked else ("und", 0.0)
            # Models say "zh"; which of the two scripts it is, the characters say.
            found.append(Language(written_in(text) if code == "zh" else code, round(score, 3)))
        return found
