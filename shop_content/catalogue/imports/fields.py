"""What a column of a product file can mean.

A mapping says, for a column's name, one of these field names, or `fact:<key>`, or `option:<name>`. Columns without one are left out.
"""
# ruff: noqa: E501  a field's words stand together

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shop_content.catalogue.imports.headers import normal
from shop_content.catalogue.imports.vocabulary import Field, Vocabulary

# fmt: off
FIELDS: tuple[Field, ...] = (
    Field(
        "handle", "Handle", "商品编码", _("Handle"),
        _("One word per product, as in its web address. Rows with the same handle are variants of one product. May stay empty if there is a SKU."),
        "stoneware-mug", "stoneware-mug",
        ("url handle", "slug", "url key", "product handle", "parent sku", "parent", "item group id", "group", "商品链接", "网址后缀", "款号", "spu", "spu编码", "父sku"),
    ),
    Field(
        "title", "Title", "商品名称", _("Title"),
        _("The product's name. Needed for a new product; its further variants leave it empty."),
        "Stoneware Mug", "粗陶马克杯",
        ("name", "product name", "product title", "item name", "product", "bezeichnung", "produktname", "artikelname", "titel", "titre", "nom", "nombre", "标题", "名称", "品名", "产品名称", "商品标题", "产品标题", "宝贝标题"),
    ),
    Field(
        "description", "Description", "商品描述", _("Source text"),
        _("What you already have: the supplier's or your own text. It supports the new copy and is never copied."),
        "Thrown by hand, glazed in sage green, fired at 1,240 °C.", "手工拉坯，鼠尾草绿釉，1240 °C 烧成。",
        ("body", "body html", "product description", "long description", "details", "text", "source text", "beschreibung", "descripción", "描述", "详情", "产品描述", "商品详情", "说明", "介绍"),
    ),
    Field(
        "category", "Category", "类目", _("Category"),
        _("The path in Google's product taxonomy, or your own."),
        "Home & Garden > Kitchen & Dining > Tableware > Drinkware > Mugs", "家居与园艺 > 厨房与餐饮 > 餐具 > 饮具 > 马克杯",
        ("product category", "google product category", "product type", "type", "categories", "taxonomy", "kategorie", "catégorie", "categoría", "分类", "类别", "商品分类", "产品分类", "品类"),
    ),
    Field(
        "brand", "Brand", "品牌", _("Brand"), _("The maker's name as buyers know it."), "Norra", "Norra",
        ("vendor", "manufacturer", "maker", "brand name", "marke", "hersteller", "marque", "marca", "品牌名称", "厂商", "制造商", "供应商"),
    ),
    Field(
        "price", "Price", "价格", _("Price"), _("A number, as you write it: 18.00, 1.299,00 or 18 €."), "18.00", "128.00",
        ("variant price", "sale price", "retail price", "unit price", "preis", "prix", "precio", "rrp", "msrp", "selling price", "售价", "单价", "销售价", "零售价", "价钱"),
    ),
    Field(
        "currency", "Currency", "货币", _("Currency"), _("Three letters, such as USD. Empty: your shop's currency."), "USD", "CNY",
        ("currency code", "price currency", "währung", "devise", "moneda", "币种", "币别"),
    ),
    Field(
        "sku", "SKU", "SKU", _("SKU"),
        _("Your article number. It finds the product again at the next import. May stay empty if there is a handle."),
        "MUG-SAGE-350", "MUG-SAGE-350",
        ("variant sku", "item number", "article number", "article", "item no", "item", "id", "product id", "code", "product code", "part number", "artikelnummer", "référence",
         "编号", "货号", "商品编号", "产品编号", "商家编码", "规格编码", "sku编码", "sku码"),
    ),
    Field(
        "gtin", "GTIN", "条形码", _("GTIN"), _("The number below the barcode: EAN, UPC or ISBN, with 8, 12, 13 or 14 digits."), "4006381333931", "6901234567892",
        ("ean", "upc", "barcode", "variant barcode", "isbn", "ean13", "gtin13", "条码", "商品条码", "国际条码", "69码"),
    ),
    Field(
        "options", "Option", "规格", _("Variant options (name=value|name=value)"),
        _("What makes this row a variant: name=value, several with a | between them."),
        "size=350 ml|colour=sage green", "容量=350 毫升|颜色=鼠尾草绿",
        ("options", "variant options", "variation", "规格属性", "销售属性"),
    ),
    Field(
        "facts", "Facts", "属性", _("Facts (key=value|key=value)"),
        _("What is true of the product: key=value, several with a | between them, with the unit after the number. The copy may only say what stands here or in the other columns."),
        "material=stoneware|capacity=350 ml|dishwasher safe=yes", "材质=粗陶|容量=350 毫升|可用洗碗机=是",
        ("attributes", "specifications", "specs", "features", "参数", "规格参数", "商品属性", "产品参数"),
    ),
    Field(
        "images", "Image file", "图片文件", _("Image file names"),
        _("Names of files in the ZIP of photos, several with a | between them. Files that begin with the SKU or handle are found without this."),
        "mug-front.jpg|mug-side.jpg", "mug-front.jpg|mug-side.jpg",
        ("image files", "image", "images", "photo", "photos", "picture", "pictures", "image src", "product image url", "image url", "image link", "main image", "foto", "bild",
         "图片", "主图", "照片", "图片链接", "商品图片", "图片名称"),
        repeatable=True,
    ),
    Field(
        "link", "Link", "链接", _("Link"), _("The product's page, beginning with https://."), "https://example.com/stoneware-mug", "https://example.com/stoneware-mug",
        ("url", "product url", "product link", "page", "web address", "网址", "商品网址", "产品链接"),
    ),
    Field("description_html", "", "", _("Source text, with HTML"), "", "", "", in_template=False),
)
# fmt: on
_NUMBERED = [f"option{number}_{part}" for number in (1, 2, 3) for part in ("name", "value")]
PRODUCTS = Vocabulary(
    FIELDS,
    identity=("sku", "handle"),
    free=True,
    extra={
        normal("Body (HTML)"): "description_html",
        normal("Image file(s)"): "images",
        normal("Facts (key=value|...)"): "facts",
    },
    # Shopify's numbered options, its type where the category is empty.
    of_layouts={
        "category_fallback": _("Category, where it is empty"),
        **dict.fromkeys(_NUMBERED, _("Variant options")),
    },
)
