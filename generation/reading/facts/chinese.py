# ruff: noqa: E501  # tables of patterns, one a line
"""What a Chinese sentence states: measures by their labels, materials, origin, care, what fits, what comes along."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generation.checks import colours, materials, origins
from generation.engines.composer import keys, lexicon
from generation.engines.composer.prose.chinese import read_zh
from generation.reading.facts.quantities import every
from generation.reading.facts.said import Said

_HEDGED = re.compile(
    r"[?？]|没有|如果|可选|或许|可能|不含|不支持|不适|并非|不是|另购|另售|相比|比如|类似|以往|传统|[吗呢]"
)
_LABEL = re.compile(r"([一-鿿]{1,6}?)(?:仅为|约为|仅|为|可以|可|能|是|:|：)?\s*$")
# Labels that are no key's spelling: short ones, and verbs.
_LABELS: dict[str, tuple[str, tuple[str, ...]]] = {
    "高": ("height", ("length",)), "宽": ("width", ("length",)), "长": ("length", ("length",)), "深": ("depth", ("length",)),
    "厚": ("thickness", ("length",)), "重": ("weight", ("mass",)), "净重": ("net_weight", ("mass",)), "直径": ("diameter", ("length",)),
    "容纳": ("capacity", ("volume",)), "承重": ("load", ("mass",)), "续航": ("battery_life", ("time",)), "质保": ("warranty", ("time",)),
    "保修": ("warranty", ("time",)), "充电": ("charging_time", ("time",)), "保温": ("keeps_hot", ("time",)), "保冷": ("keeps_cold", ("time",)),
    "燃烧": ("burn_time", ("time",)), "线长": ("cable_length", ("length",)), "播放": ("battery_life", ("time",)), "尺寸": ("dimensions", ("length",)),
}  # fmt: skip
_DIMENSIONS = {
    "weight": ("mass",), "net_weight": ("mass",), "capacity": ("volume",), "power": ("power",), "voltage": ("voltage",), "height": ("length",),
    "width": ("length",), "depth": ("length",), "length": ("length",), "diameter": ("length",), "thickness": ("length",),
    "dimensions": ("length",), "battery_life": ("time",), "battery_capacity": ("charge",), "screen_size": ("length",), "load": ("mass",),
    "warranty": ("time",), "range": ("length",), "noise": ("sound",), "brightness": ("light",),
}  # fmt: skip
_AFTER = (
    (re.compile(r"(?:大|超大)?容量"), "capacity", ("volume",)),
    (re.compile(r"(?:质保|保修)"), "warranty", ("time",)),
    (re.compile(r"(?:超长|长)?续航"), "battery_life", ("time",)),
    (re.compile(r"(?:大|高清)?(?:屏|屏幕|显示屏)"), "screen_size", ("length",)),
    (re.compile(r"(?:大)?(?:电池|锂电池)"), "battery_capacity", ("charge",)),
    (re.compile(r"(?:大)?功率|电机"), "power", ("power",)),
    (re.compile(r"(?:运行)?内存"), "ram", ("data",)),
    (re.compile(r"(?:固态)?(?:硬盘|存储)"), "storage", ("data",)),
    (re.compile(r"(?:高)(?![一-鿿])"), "height", ("length",)),
)
_MADE = re.compile(
    r"(?:采用|选用|使用|以|由|甄选|精选)([一-鿿A-Za-z0-9%％ ]{1,14}?)(?:材质|面料|制成|制作|打造|材料|制造|为材料|为面料|$)"
)
_PERCENT = re.compile(r"\d{1,3}[%％]\s?[一-鿿]{1,6}(?:[、，,/+和 ]\s?\d{1,3}[%％]\s?[一-鿿]{1,6})*")
_ORIGIN = re.compile(r"(?:产自|原产于|原产自|产地为|产地是|原产地为|原产国为)\s*$")
_ORIGIN_AFTER = re.compile(r"(?:制造|生产|原装进口|原装|原产)")
_COMPATIBLE = re.compile(r"(?:兼容|适配|适用机型[:：为]?|(?P<weak>适用于|支持))\s*([^，。；;！!]{2,60})")
_NO_DEVICE = re.compile(r"周岁|岁|个月|快充|充电|防水|防尘|蓝牙|IP[X\d]|\d\s*[Ww瓦]")
_CONTENTS = re.compile(
    r"(?:包装(?:清单|内含|内有|内容)|内含|套装(?:包含|包括|含)|随(?:机|盒|箱)附(?:赠|送|带)?|附赠|赠送)[:：]?\s*([^。；;！!]{2,80})"
)
_AGE = re.compile(r"(?:适合|适用于|适用)\s*(\d{1,2}(?:\s?[-–~至到]\s?\d{1,2})?)\s*(周岁|岁|个月)(以上|及以上|\+)?")
_CARE = re.compile(
    r"(?:(?:可|支持)?机洗(?:\s?\d{2}\s?(?:°C|℃|度))?|不可机洗|(?:建议|只可|仅限|宜|可)?手洗|不可(?:漂白|熨烫|干洗|烘干|水洗|暴晒)|请勿(?:漂白|熨烫|干洗|烘干|机洗|暴晒)"
    r"|(?:建议|仅限|可)?干洗|低温(?:熨烫|烘干)|(?:避免|切勿|请勿)(?:阳光)?(?:直射|暴晒)|用(?:湿|干|软)布擦拭|\d{2}\s?(?:°C|℃|度)(?:以下)?水洗)"
)
_FLAGS = (
    (re.compile(r"(?P<no>不)?可(?:用|放入|进)?洗碗机|(?P<no2>不)(?:能|适合)(?:用|进)洗碗机"), "dishwasher"),
    (re.compile(r"(?P<no>不)?可(?:用|放入|进)?微波炉|微波炉(?:可用|适用)"), "microwave"),
    (re.compile(r"(?P<no>不)?可(?:用|放入|进)?烤箱"), "oven"),
    (re.compile(r"不含(?:双酚\s?A|BPA)|无\s?BPA"), "bpa_free"),
    (re.compile(r"(?<!不)(?<!非)防水(?!袋|套|层|涂)"), "waterproof"),
    (re.compile(r"(?<!非)(?:纯)?手工(?:制作|打造|缝制|编织)"), "handmade"),
)  # fmt: skip
_CODES = (
    (re.compile(r"IP\d[\dX]|IPX\d"), "ip_rating"),
    (re.compile(r"蓝牙\s?(\d\.\d)"), "bluetooth"),
    (re.compile(r"SPF\s?(\d{2}\+?)"), "spf"),
)
_COLOURS = re.compile(r"([一-鿿、，/和]{1,24}?)(?:[两二三四五六七八九十\d]\s?(?:种颜色|款颜色|色)|多色|等颜色)可选")
_CLAUSE = re.compile(r"[^，。；！？,;!?\n]+")


def read(sentence: str) -> Iterator[Said]:
    for clause in _CLAUSE.finditer(sentence):
        yield from _moved(_of_a_clause(clause[0]), clause.start())
    yield from _of_a_sentence(sentence)


def _moved(found: Iterator[Said], by: int) -> Iterator[Said]:
    for said in found:
        yield Said(said.key, said.value, said.unit, said.start + by, said.end + by, said.confidence)


def _of_a_sentence(sentence: str) -> Iterator[Said]:
    """What may run over a comma."""
    for match in _COLOURS.finditer(sentence):
        parts = [part for part in re.split(r"[、，/和]", match[1].lstrip("有提供共")) if part]
        if parts and all(_is_colour(part) for part in parts):
            yield Said("colour", "、".join(parts), "", *match.span(), 0.9)
    if _HEDGED.search(sentence):
        return
    for match in _PERCENT.finditer(sentence):
        if any(True for _ in materials.LEXICON.mentions(match[0])) or lexicon.to_en(re.sub(r"[\d%％\s]", "", match[0])):
            yield Said("material", match[0].strip(), "", *match.span(), 0.93)
    for match in _CONTENTS.finditer(sentence):
        yield Said("contents", match[1].strip(" ，,"), "", *match.span(), 0.78)


def _of_a_clause(clause: str) -> Iterator[Said]:
    for match in _CARE.finditer(clause):
        yield Said("care", match[0], "", *match.span(), 0.88)
    for pattern, key in _FLAGS:
        flag = pattern.search(clause)
        if flag and not re.search(r"[?？吗]", clause):
            denied = any(flag.groupdict().get(name) for name in ("no", "no2"))
            yield Said(key, "否" if denied else "是", "", *flag.span(), 0.88)
    if _HEDGED.search(clause):
        return
    yield from _measures(clause)
    yield from _materials(clause)
    yield from _origin(clause)
    for match in _COMPATIBLE.finditer(clause):
        named = not match["weak"] or re.search(r"[A-Za-z]{2}|\d", match[2])
        if named and not _NO_DEVICE.search(match[2]):
            yield Said("compatible", match[2].strip(), "", *match.span(), 0.7 if match["weak"] else 0.88)
    for match in _AGE.finditer(clause):
        number = re.sub(r"\s?[–~至到]\s?", "-", match[1])
        yield Said("age", f"{number}{'+' if match[3] else ''}", match[2], *match.span(), 0.9)
    for pattern, key in _CODES:
        for match in pattern.finditer(clause):
            yield Said(key, match[1] if match.lastindex else match[0], "", *match.span(), 0.95)
    for statement in read_zh(clause):
        if statement.key == "features" and (place := clause.find(statement.value)) >= 0:
            yield Said("features", statement.value, "", place, place + len(statement.value), 0.7)


def _measures(clause: str) -> Iterator[Said]:
    for found in every(clause):
        before = _LABEL.search(clause[: found.start])
        label = before[1] if before else ""
        for size in range(len(label), 0, -1):
            key, dimensions = _labelled(label[-size:])
            if key and found.dimension in dimensions:
                key = "dimensions" if found.measure.form == "dims" else key
                start = (
                    found.start - len(clause[: found.start]) + before.start() + len(label) - size
                    if before
                    else found.start
                )
                yield Said(key, found.value, found.unit, start, found.end, 0.92)
                break
        else:
            after = next(
                ((p.match(clause, found.end), key, kinds) for p, key, kinds in _AFTER if p.match(clause, found.end)),
                None,
            )
            if after and after[0] and found.dimension in after[2]:
                yield Said(after[1], found.value, found.unit, found.start, after[0].end(), 0.88)


def _labelled(label: str) -> tuple[str, tuple[str, ...]]:
    if label in _LABELS:
        return _LABELS[label]
    key = keys.find(label)
    return (key.id, _DIMENSIONS[key.id]) if key and key.id in _DIMENSIONS else ("", ())


def _materials(clause: str) -> Iterator[Said]:
    for match in _MADE.finditer(clause):
        value = re.sub(r"^(?:优质|高档|上等|高品质|进口|天然|整块|全新)+", "", match[1].strip())
        if value and any(mention.end == len(value) for mention in materials.LEXICON.mentions(value)):
            part = keys.find(clause[: match.start()].strip())
            key = part.id if part and part.kind == "part" else "material"
            yield Said(key, value, "", *match.span(), 0.92)


def _origin(clause: str) -> Iterator[Said]:
    for mention in origins.LEXICON.mentions(clause):
        before = _ORIGIN.search(clause[: mention.start])
        after = _ORIGIN_AFTER.match(clause, mention.end)
        if before or after:
            start = before.start() if before else mention.start
            yield Said(
                "origin", clause[mention.start : mention.end], "", start, after.end() if after else mention.end, 0.93
            )


def _is_colour(text: str) -> bool:
    for name in (text, f"{text}色"):
        if any(mention.end == len(name) for mention in colours.LEXICON.mentions(name)):
            return True
        entry = lexicon.CHINESE.get(name)
        if entry and entry.word_class == "colour":
            return True
    return False
