"""A shop of every category family: three products each, with facts as merchants keep them, some rich, some thin."""

from __future__ import annotations

from generation.contract import Facts
from tests.generation.composer_products import ALL, product

# title | brand | category, then its facts, then (after >) what its variants come in.
SHOP = """
Over-Ear Headphones | Audra | Electronics > Audio
  battery life = 30 h; Bluetooth = 5.3; noise cancelling = yes; weight = 255 g; colour = black
Portable Speaker | Audra | Electronics > Audio
  battery life = 12 h; waterproof = yes; power = 20 W; colour = red; weight = 540 g
Mechanical Keyboard | Taktil | Electronics > Computers
  switches = brown switches; layout = ISO; backlight = white LED; cable length = 1.8 m; hot-swappable = yes
Linen Dress | Ellin | Apparel & Accessories > Clothing
  material = linen; length = 110 cm; care = machine wash at 30 °C; neckline = v-neck
  > Size = S, M, L; Colour = White, Sand
Merino Sweater | Ellin | Apparel & Accessories > Clothing
  material = merino wool; fit = regular fit; care = hand wash; made in = Scotland
  > Size = S, M, L, XL; Colour = Navy, Grey
Trail Running Shoes | Ferno | Sports & Outdoor > Footwear
  upper = mesh; sole = rubber; drop = 6 mm; weight = 280 g; waterproof = no
  > Size = 40, 41, 42, 43
Linen Duvet Cover | Havn | Home & Garden > Linens & Bedding
  material = washed linen; dimensions = 140 x 200 cm; closure = buttons; care = machine wash at 60 °C
  > Colour = White, Sage, Rust
Table Lamp | Glimm | Home & Garden > Lighting
  material = brass; height = 38 cm; bulb included = no; cable length = 1.5 m; dimmable = yes
Scented Candle | Glimm | Home & Garden > Decor
  scent = cedarwood, amber; burn time = 45 h; weight = 220 g; material = soy wax
Oak Bookcase | Hallberg | Furniture > Shelving
  material = solid oak; dimensions = 90 x 30 x 180 cm; max load = 25 kg; assembly required = yes
Rattan Armchair | Hallberg | Furniture > Chairs
  material = rattan; seat height = 42 cm; weight = 6.5 kg; assembly required = no
Folding Desk | Nordby | Furniture > Desks
  tabletop = bamboo; legs = steel; dimensions = 100 x 50 x 74 cm; foldable = yes
Monstera |  | Home & Garden > Plants
  plant type = indoor; pot size = 17 cm; plant height = 60 cm; light = bright indirect light; watering = once a week
Garden Hose | Verdo | Home & Garden > Lawn & Garden
  length = 25 m; diameter = 13 mm; material = PVC; frost-resistant = yes
Pruning Shears | Verdo | Home & Garden > Lawn & Garden
  blade = carbon steel; length = 21 cm; weight = 230 g; safety lock = yes
Yoga Mat | Asan | Sporting Goods > Fitness
  material = natural rubber; thickness = 4 mm; dimensions = 183 x 61 cm; non-slip = yes
  > Colour = Plum, Slate
Two-Person Tent | Fjordveil | Sporting Goods > Outdoor Recreation
  capacity = 2 people; weight = 2.1 kg; water column = 3000 mm; season = 3-season; packed size = 42 x 15 cm
Kettlebell | Asan | Sporting Goods > Fitness
  weight = 16 kg; material = cast iron; handle = powder-coated; diameter = 20 cm
Hand Cream | Aquella | Health & Beauty > Skin Care
  volume = 75 ml; ingredients = shea butter, glycerin; skin type = dry; fragrance-free = yes
Shampoo Bar | Aquella | Health & Beauty > Hair Care
  weight = 80 g; hair type = normal; scent = mint; vegan = yes
Lip Balm | Mellea | Health & Beauty > Cosmetics
  ingredients = beeswax, almond oil; weight = 5 g; spf = 15
Dark Chocolate | Cacaro | Food, Beverages & Tobacco > Food Items
  cocoa content = 72%; net weight = 100 g; origin = Peru; allergens = milk, nuts
Green Tea | Teavale | Food, Beverages & Tobacco > Beverages
  origin = Japan; net weight = 50 g; flavour = mild; organic = yes
Olive Oil | Oliva | Food, Beverages & Tobacco > Food Items
  volume = 500 ml; origin = Greece; variety = Koroneiki; storage = cool, dry place
Wooden Train | Pippo | Toys & Games > Toys
  material = beech wood; age = 3+ years; pieces = 12; batteries required = no
Board Game | Ludo Haus | Toys & Games > Games
  players = 2-4; age = 8+ years; play time = 45 min; language = English
Teddy Bear | Pippo | Toys & Games > Toys
  material = cotton; height = 30 cm; machine washable = yes; filling = polyester
Dog Bed | Wuffel | Pet Supplies > Dogs
  dimensions = 80 x 60 cm; material = fleece; removable cover = yes; max dog weight = 20 kg
Cat Tree | Wuffel | Pet Supplies > Cats
  height = 140 cm; material = sisal; weight = 11 kg; assembly required = yes
Dog Leash | Wuffel | Pet Supplies > Dogs
  length = 2 m; material = leather; width = 15 mm; colour = brown
Hammer | Brakko | Hardware > Tools
  weight = 450 g; handle = hickory wood; length = 32 cm
Tool Box | Brakko | Hardware > Tools
  material = steel; dimensions = 45 x 20 x 18 cm; lockable = yes; weight = 3.2 kg
Orbital Sander | Brakko | Hardware > Tools
  power = 300 W; cable length = 3 m; weight = 1.4 kg; dust bag = yes; warranty = 3 years
Silver Ring | Orea | Apparel & Accessories > Jewelry
  material = sterling silver; stone = topaz; ring width = 2 mm
  > Size = 52, 54, 56
Pearl Earrings | Orea | Apparel & Accessories > Jewelry
  material = gold-plated silver; stone = freshwater pearl; nickel-free = yes; diameter = 8 mm
Dive Watch | Orea | Apparel & Accessories > Watches
  movement = automatic; case diameter = 41 mm; strap = rubber; water resistance = 200 m; warranty = 2 years
Notebook | Papira | Office Supplies
  pages = 192; format = A5; paper weight = 100 gsm; cover = linen
Ukulele | Klang | Musical Instruments
  body = mahogany; strings = nylon; length = 58 cm; in the box = ukulele, bag, tuner
Backpack | Fjordveil | Luggage & Bags > Backpacks
  capacity = 22 l; material = recycled nylon; laptop compartment = yes; weight = 780 g; dimensions = 46 x 30 x 16 cm
  > Colour = Black, Olive
"""


def catalogue() -> list[Facts]:
    """Those, and the products of the other tests."""
    rows: list[list[str]] = []
    for line in SHOP.strip().splitlines():
        if line.startswith(" "):
            rows[-1].append(line.strip())
        else:
            rows.append([line])
    return [*(_read(f"CAT-{place}", *row) for place, row in enumerate(rows)), *ALL]


def _read(sku: str, head: str, facts: str, options: str = "") -> Facts:
    title, brand, category = (part.strip() for part in head.split("|"))
    chosen = tuple((name, tuple(values.split(", "))) for name, values in _pairs(options.removeprefix("> ")))
    return product(sku, title, brand, category, _pairs(facts), chosen)


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, _, value in (pair.partition(" = ") for pair in text.split("; ") if pair))
