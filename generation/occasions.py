"""Occasions of the selling year, by key: their names in both languages. Dates are the shop's own affair; none is promised."""

from __future__ import annotations

from collections.abc import Mapping

OCCASIONS: Mapping[str, Mapping[str, str]] = {
    "new_year": {"en": "New Year", "zh-Hans": "元旦"},
    "spring_festival": {"en": "Lunar New Year", "zh-Hans": "春节"},
    "valentines_day": {"en": "Valentine's Day", "zh-Hans": "情人节"},
    "womens_day": {"en": "Women's Day", "zh-Hans": "妇女节"},
    "easter": {"en": "Easter", "zh-Hans": "复活节"},
    "mothers_day": {"en": "Mother's Day", "zh-Hans": "母亲节"},
    "childrens_day": {"en": "Children's Day", "zh-Hans": "儿童节"},
    "618": {"en": "618 Shopping Festival", "zh-Hans": "618"},
    "fathers_day": {"en": "Father's Day", "zh-Hans": "父亲节"},
    "summer": {"en": "Summer", "zh-Hans": "夏季"},
    "back_to_school": {"en": "Back to School", "zh-Hans": "开学季"},
    "qixi": {"en": "Qixi Festival", "zh-Hans": "七夕"},
    "mid_autumn": {"en": "Mid-Autumn Festival", "zh-Hans": "中秋节"},
    "halloween": {"en": "Halloween", "zh-Hans": "万圣节"},
    "singles_day": {"en": "Singles' Day", "zh-Hans": "双十一"},
    "black_friday": {"en": "Black Friday", "zh-Hans": "黑色星期五"},
    "christmas": {"en": "Christmas", "zh-Hans": "圣诞节"},
}
