"""Whether two texts say nearly the same: MinHash bands find who may be alike, the share of common shingles judges them.

A shingle is three words or four Chinese characters (`scores/known.py`). Bands as in Leskovec, Rajaraman and Ullman, "Mining of
Massive Datasets", chapter 3.4: two texts with the share s of common shingles have one of 25 bands of 5 minima in common with
the probability 1 - (1 - s^5)^25, which is 0.99 at 0.7, 0.87 at 0.6 and 0.008 at 0.2.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from hashlib import blake2b

from rensa import RMinHash

from generation.checks.pieces import Piece, pieces, sentences
from generation.contract import Content, Finding
from generation.scores.known import shingles

BANDS, ROWS = 25, 5
SEED = (
    1  # of the permutations: bands that are kept somewhere compare only with bands of the same seed and the same counts
)
ALIKE = 0.6  # share of common shingles from which two texts are near-duplicates
LEAST = 12  # shingles below which a text says too little to be told from others
_SAME = (
    0.8  # share of a sentence's shingles that the other text holds, from which the sentence counts as said there too
)
RULE = "wording.near_duplicate"


def text_of(content: Content) -> str:
    """All pieces, a line each, the fields by name, so that it does not matter in which order they were kept."""
    return "\n".join(text for _, _, text in sorted(content.spans(), key=lambda piece: piece[:2]))


def bands(content: Content, corpus: str = "") -> list[int]:
    """The text's bands as signed 64-bit integers, none for a very short one. Two corpora share one by accident only."""
    held = shingles(text_of(content))
    if len(held) < LEAST:
        return []
    minima = RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    minima.update(sorted(held))
    digest = minima.digest()
    return [_hash(corpus, band, digest[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS)]


def _hash(corpus: str, band: int, minima: Iterable[int]) -> int:
    data = f"{corpus}|{band}|{'|'.join(map(str, minima))}"
    number: int = struct.unpack("<q", blake2b(data.encode(), digest_size=8).digest())[0]
    return number


def share(text: str, other: str) -> float:
    """The share (0 to 1) of their shingles that both hold: the Jaccard index."""
    mine, theirs = shingles(text), shingles(other)
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0


def finding(content: Content, other: Content, product: str, draft: int) -> Finding | None:
    """What to say of a text that is a near-duplicate of `other`, the text of `product` in `draft`; None when it is none.

    The span is the longest run of sentences that the other text says too, or the whole first field where none is the same.
    """
    found, said = pieces(content), text_of(other)
    alike = share(text_of(content), said)
    if alike < ALIKE or not found:
        return None
    runs = [(piece, *run) for piece in found for run in _runs(piece, shingles(said))]
    piece, start, end = max(runs, key=lambda run: run[2] - run[1], default=(found[0], 0, len(found[0].text)))
    return piece.finding(RULE, start, end, product=product, share=round(100 * alike), draft=draft)


def _runs(piece: Piece, held: frozenset[str]) -> list[tuple[int, int]]:
    """(start, end) of each run of neighbouring sentences that stand in the other text too."""
    runs: list[tuple[int, int]] = []
    last = -1
    for place, (start, end) in enumerate(sentences(piece.text)):
        own = shingles(piece.text[start:end])
        if not own or len(own & held) < _SAME * len(own):
            continue
        if runs and last == place - 1:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
        last = place
    return runs
