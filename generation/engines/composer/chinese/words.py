"""Materials of one character, which stand neither alone after a verb nor bare before a noun: 竹材, 竹制."""

_STUFF = {"竹": "竹材", "钢": "钢材", "木": "木材", "铝": "铝材", "皮": "皮革"}
_MADE = {
    "竹": "竹制",
    "钢": "钢制",
    "木": "木制",
    "铁": "铁制",
    "铜": "铜制",
    "铝": "铝制",
    "皮": "皮质",
    "棉": "棉质",
    "纸": "纸质",
}


def after_verb(material: str) -> str:
    """采用钢材, but 采用橡木."""
    return _STUFF.get(material, material)


def before_noun(material: str) -> str:
    """钢制工具箱, but 橡木书架."""
    return _MADE.get(material, material)
