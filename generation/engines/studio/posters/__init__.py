"""Posters and banners: layouts as data, real typography, the product's own pixels, PNG and layered SVG."""
