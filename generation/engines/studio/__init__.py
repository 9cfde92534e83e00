"""The embedded image engine: cuts the product out of a photo and lays it on pure white. It never paints a product."""
