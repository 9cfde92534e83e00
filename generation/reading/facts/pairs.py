"""Lines that name a fact and say it: `Material: stainless steel`, `材质：304不锈钢`, rows of a table, lists under a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generation.engines.composer import lexicon, units
from generation.engines.composer.keys import Key
from generation.reading.contract import ReadFact
from generation.reading.facts import naming
from generation.reading.facts.lines import Piece
from generation.reading.facts.quantities import split

LONGEST_VALUE = 300  # characters; what is longer is prose
LONGEST_OWN = 120  # of a key that nobody knows
MOST_LISTED = 20  # lines under one heading
_MARK = re.compile(r"[:：=＝](?!//)")
_BETWEEN_DIGITS = re.compile(r"\d[:：]\d")
_STRONG = re.compile(r"[;；|｜\t]\s*$|\s{2,}$")
_WEAK = re.compile(r"[,，。、/]\s*$|\s$")
_DASH = re.compile(r"\s+[-–—]+\s+|\s*[–—]{1,2}\s*")
_COLUMNS = re.compile(r"(?<=\S)(?:\s{2,}|\s?\.{3,}\s?|\s?…+\s?|\s?_{3,}\s?)(?=\S)")
_CELLS = re.compile(r"\t|(?<!\\)\|")
_RULE = re.compile(r"[\s|:+=_-]+")
_ENDING = re.compile(r"[\s;；,，、|｜。]+$|(?<!\bin)(?<!\bft)\.$")
_NOTHING = re.compile(
    r"(?:n/?a|none|nil|null|tbd|tbc|unknown|-+|–|—|/|\.|yes/no|see \w+|无|暂无|未知|详见.*|见.*|如图.*|其他|其它|other)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[。！](?=.)|(?<=[a-z0-9)%])\.(?=\s+[A-Z])")
_OF_SENTENCES = frozenset({"care", "ingredients", "usage_advice", "storage_advice", "features", "allergens"})
_KEY_UNIT = re.compile(r"^(.+?)\s*[(（\[/]\s*([^()（）\[\]]{1,12}?)\s*[)）\]]?$")
_LISTING = frozenset({"contents", "care", "compatible", "ingredients"})  # what a list under a heading says as one fact


class Pairs:
    """The pairs of one text, and which of its lines they used up."""

    def __init__(self, pieces: Sequence[tuple[Piece, bool]], chinese_keys: bool) -> None:
        self._pieces = pieces
        self._chinese = chinese_keys
        self.used: set[int] = set()  # indexes of lines
        self.rest: list[Piece] = []  # sentences behind a value
        self._columns = {index for index, (piece, _) in enumerate(pieces) if self._known_columns(piece)}

    def read(self) -> Iterator[ReadFact]:
        for index, (piece, _) in enumerate(self._pieces):
            if index in self.used or not piece.text:
                continue
            found = list(self._line(index, piece))
            if found:
                self.used.add(index)
                yield from found
            elif fact := self._listed(index, piece):
                yield fact

    def _line(self, index: int, piece: Piece) -> Iterator[ReadFact]:
        yield from self._cells(piece) or self._marked(piece) or self._dashed(piece) or self._spaced(index, piece)

    def _cells(self, piece: Piece) -> list[ReadFact]:
        """A row of a table: two cells, or known names at every other place."""
        if not _CELLS.search(piece.text) or _RULE.fullmatch(piece.text):
            return []
        cells = [part for part in _parts(piece, _CELLS) if part.text]
        if any(_MARK.search(cell.text) and naming.known(_MARK.split(cell.text)[0]) for cell in cells):
            return []  # "Color: Black | Size: M"
        if len(cells) == 2:
            return self._facts([(cells[0], cells[1], 0.95, 0.8)])
        if len(cells) % 2 == 0 and all(naming.known(cell.text) for cell in cells[::2]):
            return self._facts([(key, value, 0.93, 0.0) for key, value in zip(cells[::2], cells[1::2], strict=True)])
        return []

    def _marked(self, piece: Piece) -> list[ReadFact]:
        marks = [mark for mark in _MARK.finditer(piece.text) if not _BETWEEN_DIGITS.match(piece.text, mark.start() - 1)]
        if not marks:
            return []
        first = piece.part(0, marks[0].start())
        if not (naming.known(first.text) or naming.may_name(first.text)):
            return self._inner(piece, marks)
        starts: list[tuple[Piece, int, int]] = [
            (first, 0, marks[0].end())
        ]  # name, where it begins, where its value begins
        for mark in marks[1:]:
            name = _name_before(piece, starts[-1][2], mark.start())
            if name:
                starts.append((name, name.start - piece.start, mark.end()))
        ends = [begin for _, begin, _ in starts[1:]] + [len(piece.text)]
        pairs = [(name, piece.part(begin, end), 0.97, 0.8) for (name, _, begin), end in zip(starts, ends, strict=True)]
        return self._facts(pairs)

    def _inner(self, piece: Piece, marks: list[re.Match[str]]) -> list[ReadFact]:
        """A known name after a sentence that is none: “产品参数齐全，材质：棉”."""
        for mark in marks:
            name = _name_before(piece, 0, mark.start())
            if name and naming.known(name.text):
                return self._marked(piece.part(name.start - piece.start, len(piece.text)))
        return []

    def _dashed(self, piece: Piece) -> list[ReadFact]:
        dash = _DASH.search(piece.text)
        key = piece.part(0, dash.start()) if dash else None
        if dash is None or key is None or not naming.known(key.text):
            return []
        return self._facts([(key, piece.part(dash.end(), len(piece.text)), 0.9, 0.0)])

    def _spaced(self, index: int, piece: Piece) -> list[ReadFact]:
        """Columns as a PDF or a pasted page shows them; a name that nobody knows counts among known ones only."""
        gap = _COLUMNS.search(piece.text)
        if gap is None or _COLUMNS.search(piece.text, gap.end()):
            return []
        among_known = bool(self._columns & {index - 2, index - 1, index + 1, index + 2})
        pair = (piece.part(0, gap.start()), piece.part(gap.end(), len(piece.text)), 0.9, 0.75 if among_known else 0.0)
        return self._facts([pair])

    def _known_columns(self, piece: Piece) -> bool:
        gap = _COLUMNS.search(piece.text)
        return gap is not None and naming.known(piece.text[: gap.start()]) is not None

    def _listed(self, index: int, piece: Piece) -> ReadFact | None:
        """ "In the box:" and the list below it."""
        key = naming.known(piece.text.rstrip(" :："))
        if key is None or key.id not in _LISTING:
            return None
        listed = []
        for place in range(index + 1, min(len(self._pieces), index + 1 + MOST_LISTED)):
            item, bulleted = self._pieces[place]
            if not bulleted or not item.text:
                break
            listed.append((place, item))
        value = ("、" if lexicon.is_chinese(piece.text) else ", ").join(
            _ENDING.sub("", item.text) for _, item in listed
        )
        if not value or len(value) > LONGEST_VALUE:
            return None
        self.used |= {index, *(place for place, _ in listed)}
        name = naming.name_of(key, piece.text, self._chinese)
        return ReadFact(name, value, "", listed[0][1].start, listed[-1][1].end, 0.9)

    def _facts(self, pairs: Sequence[tuple[Piece, Piece, float, float]]) -> list[ReadFact]:
        """(name, value, confidence of a known name, of an unknown one; 0 leaves it out)."""
        found = [self._fact(*pair) for pair in pairs]
        return [fact for fact in found if fact]

    def _fact(self, name: Piece, said: Piece, known: float, unknown: float) -> ReadFact | None:
        written, unit = _unit_of_key(name.text.replace("（", "(").replace("）", ")").strip("*_ "))
        key = naming.known(written)
        if (stop := _SENTENCE_END.search(said.text)) and not (key and key.id in _OF_SENTENCES):
            self.rest.append(said.part(stop.end(), len(said.text)))
            said = said.part(0, stop.end())
        value = _ENDING.sub("", " ".join(said.text.split()))
        confidence = known if key else unknown if naming.may_name(written) else 0.0
        if (
            not value
            or not confidence
            or _NOTHING.fullmatch(value)
            or len(value) > (LONGEST_VALUE if key else LONGEST_OWN)
        ):
            return None
        value, confidence = _weighed(key, value, unit, confidence)
        if not unit:
            value, unit = split(value)
        elif (own := split(value))[1]:
            value, unit = own
        return ReadFact(
            naming.name_of(key, written, self._chinese), value, unit, name.start, said.start + _length(said), confidence
        )


def _weighed(key: Key | None, value: str, unit: str, confidence: float) -> tuple[str, float]:
    """A measure that is none, and an own key with a sentence behind it, are less sure."""
    if key and key.kind == "measure" and units.parse(value, unit) is None:
        return value, min(confidence, 0.75 if re.search(r"\d", value) else 0.6)
    if key is None and len(value.split()) > 12:
        return value, 0.5
    return value, confidence


def _length(said: Piece) -> int:
    return len(_ENDING.sub("", said.text))


def _parts(piece: Piece, mark: re.Pattern[str]) -> list[Piece]:
    begin, parts = 0, []
    for cut in mark.finditer(piece.text):
        parts.append(piece.part(begin, cut.start()))
        begin = cut.end()
    return [*parts, piece.part(begin, len(piece.text))]


def _name_before(piece: Piece, begin: int, end: int) -> Piece | None:
    """The name that ends at a mark within a line: known words, or after a strong separator any name."""
    text = piece.text[:end].rstrip()
    places = [begin, *(found.end() for found in re.finditer(r"[\s;；|｜\t,，。、/]+", text) if found.end() > begin)]
    for place in places:
        before, name = piece.text[begin:place], text[place:]
        if not name or len(name) > 40 or not (place == begin or _STRONG.search(before) or _WEAK.search(before)):
            continue
        if naming.known(name) and (place > begin or begin == 0):
            return piece.part(place, end)
        if _STRONG.search(before) and naming.may_name(name):
            return piece.part(place, end)
    return None


def _unit_of_key(key: str) -> tuple[str, str]:
    """("Weight", "g") for "Weight (g)"."""
    match = _KEY_UNIT.match(key)
    unit = units.unit_of(match[2]) if match else None
    if match and unit and unit.dimension not in ("pieces", "sheets"):
        return match[1], match[2]
    return key, ""
