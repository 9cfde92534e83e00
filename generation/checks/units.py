"""Units of measure in English and Chinese, and their factors to one base unit a dimension (SI; BIPM, NIST SP 811)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

COUNT = "count"


@dataclass(frozen=True, slots=True)
class Unit:
    """`system` tells units between which people round when they convert."""

    dimension: str
    factor: Decimal
    system: str = "metric"


# dimension: ((factor to the base unit, "names"), ...); names are lower case but for the case-sensitive ones below
_METRIC: dict[str, tuple[tuple[str, str], ...]] = {
    "length": (
        ("0.000001", "µm μm um micron microns 微米"),
        ("0.001", "mm millimetre millimetres millimeter millimeters 毫米"),
        ("0.01", "cm centimetre centimetres centimeter centimeters 厘米 公分"),
        ("1", "m metre metres meter meters 米"),
        ("1000", "km kilometre kilometres kilometer kilometers 公里 千米"),
    ),
    "mass": (
        ("0.001", "mg milligram milligrams 毫克"),
        ("1", "g gr gram grams gramme grammes 克"),
        ("1000", "kg kgs kilo kilos kilogram kilograms 千克 公斤"),
        ("500", "斤 市斤"),
        ("50", "两重"),
        ("1000000", "t tonne tonnes 吨"),
    ),
    "volume": (
        ("1", "ml millilitre millilitres milliliter milliliters cc 毫升"),
        ("10", "cl centilitre centilitres centiliter centiliters 厘升"),
        ("100", "dl decilitre decilitres deciliter deciliters 分升"),
        ("1000", "l ℓ litre litres liter liters ltr 升 公升"),
    ),
    "area": (("0.0001", "cm² cm2 平方厘米"), ("1", "m² m2 sqm 平方米 平米 ㎡")),
    "time": (
        ("0.001", "ms millisecond milliseconds 毫秒"),
        ("1", "s sec secs second seconds 秒 秒钟"),
        ("60", "min mins minute minutes 分钟"),
        ("3600", "h hr hrs hour hours 小时 个小时 钟头"),
        ("86400", "d day days night nights 天 日"),
        ("604800", "week weeks wk 周 星期 个星期"),
        ("2629800", "month months mo 个月 月"),
        ("31557600", "year years yr yrs 年 岁 周岁"),
    ),
    "power": (("0.001", "milliwatt mw 毫瓦"), ("1", "w watt watts 瓦 瓦特"), ("1000", "kw kilowatt kilowatts 千瓦")),
    "voltage": (("0.001", "mv 毫伏"), ("1", "v volt volts vac vdc 伏 伏特"), ("1000", "kv 千伏")),
    "current": (("0.001", "ma 毫安"), ("1", "a amp amps ampere amperes 安 安培")),
    "charge": (("1", "mah 毫安时"), ("1000", "ah 安时")),
    "energy": (
        ("1", "j joule joules 焦 焦耳"),
        ("1000", "kj 千焦"),
        ("3600", "wh 瓦时"),
        ("3600000", "kwh 千瓦时"),
        ("4184", "kcal 千卡 大卡"),
    ),
    "frequency": (
        ("1", "hz|hertz|times a second|times per second|赫兹|赫"),
        ("1000", "khz 千赫"),
        ("1000000", "mhz 兆赫"),
        ("1000000000", "ghz 吉赫"),
    ),
    "data": (
        ("1", "kb 千字节"),
        ("1024", "mb megabyte megabytes"),
        ("1048576", "gb gigabyte gigabytes gib"),
        ("1073741824", "tb terabyte terabytes tib"),
    ),
    "data rate": (("1", "kbps"), ("1000", "mbps mbit/s"), ("1000000", "gbps gbit/s")),
    "light": (("1", "lm lumen lumens 流明"),),
    "illuminance": (("1", "lx lux 勒克斯"),),
    "temperature": (("1", "°c ℃ c degc celsius 摄氏度 度c"),),
    "angle": (("1", "° degree degrees deg 度角 度"),),
    "pressure": (("1", "pa 帕"), ("1000", "kpa 千帕"), ("100000", "bar bars 巴"), ("1000000", "mpa 兆帕")),
    "sound": (("1", "db dba db(a) decibel decibels 分贝"),),
    "picture": (("1", "px pixel pixels 像素"), ("1000000", "mp megapixel megapixels")),
    "density": (("1", "gsm g/m² g/m2 克/平方米"),),
    "resolution": (("1", "dpi ppi"),),
    "rotation": (("1", "rpm r/min 转/分 转/分钟 转每分 转"),),
    "frames": (("1", "fps 帧/秒"),),
    "speed": (("1", "km/h kph 公里/小时"), ("3.6", "m/s 米/秒")),
    "denier": (("1", "denier den 旦"),),
    "per cent": (("1", "% percent per cent pct ％"),),
    "fineness": (("1", "k karat carat carats ct 克拉"),),
    "strength": (("1", "n newton newtons 牛"), ("1000", "kn")),
    "torque": (("1", "nm n·m 牛米 牛·米 牛顿米"),),
}
_CUSTOMARY: dict[str, tuple[tuple[str, str], ...]] = {
    "length": (
        ("0.0254", 'in inch inches " ″ ” 英寸 寸 吋'),
        ("0.3048", "ft foot feet ′ 英尺"),
        ("0.9144", "yd yard yards"),
        ("1609.344", "mi mile miles 英里"),
    ),
    "mass": (("28.349523125", "oz ounce ounces 盎司"), ("453.59237", "lb lbs pound pounds 磅")),
    "volume": (
        ("29.5735295625", "fl oz|fl. oz|fl.oz|fluid ounce|fluid ounces|液盎司"),
        ("473.176473", "pt pint pints 品脱"),
        ("946.352946", "qt quart quarts 夸脱"),
        ("3785.411784", "gal gallon gallons 加仑"),
    ),
    "area": (("0.09290304", "sqft ft²"),),
    "temperature in fahrenheit": (("1", "°f ℉ degf fahrenheit 华氏度"),),
    "pressure": (("6894.757", "psi"),),
    "speed": (("1.609344", "mph"),),
}
_COUNT_WORDS = (
    "piece pieces pc pcs pack packs pk ct count set sets pair pairs unit units item items dozen x"
    " 件 个 只 片 块 支 双 把 张 枚 条 套 层 格"
    " 包 盒 瓶 袋 罐 卷 颗 粒 根 扇 盏 对 组 种 款 档 挡 件套 件装 支装 片装 个装 只装 码 号 级 门 排 位 色 轴 口 台 副 枝 碗 杯 壶 键 齿"
)
# Where the case decides: 5 m is not 5 M (a size), 4K is no carat, 5G no gram, "5 a day" no current.
_CASED: dict[str, tuple[Unit, ...]] = {
    "K": (Unit("colour temperature", Decimal(1)),),
    "M": (),
    "G": (),
    "S": (),
    "D": (),
    "a": (),
    "n": (),
    "j": (),
}
# Names of two units: ounces of a drink are fluid ounces, degrees may be warm.
_SECOND = {
    "oz": Unit("volume", Decimal("29.5735295625"), "customary"),
    "ounce": Unit("volume", Decimal("29.5735295625"), "customary"),
    "ounces": Unit("volume", Decimal("29.5735295625"), "customary"),
    "degree": Unit("temperature", Decimal(1)),
    "degrees": Unit("temperature", Decimal(1)),
    "°": Unit("temperature", Decimal(1)),
    "度": Unit("temperature", Decimal(1)),
    "k": Unit("colour temperature", Decimal(1)),
}


def _table() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for system, dimensions in (("metric", _METRIC), ("customary", _CUSTOMARY)):
        for dimension, rows in dimensions.items():
            for factor, names in rows:
                for name in names.split("|") if "|" in names else names.split():
                    units[name] = Unit(dimension, Decimal(factor), system)
    for name in _COUNT_WORDS.split():
        units.setdefault(name, Unit(COUNT, Decimal(1)))
    units["dozen"] = Unit(COUNT, Decimal(12))
    return units


UNITS = _table()


def units_of(name: str) -> tuple[Unit, ...]:
    """The units that this name, in either language, can mean; none when it names no unit."""
    name = name.strip()
    if name in _CASED:
        return _CASED[name]
    plain = name.lower().rstrip(".")
    return tuple(unit for unit in (UNITS.get(plain), _SECOND.get(plain)) if unit)
