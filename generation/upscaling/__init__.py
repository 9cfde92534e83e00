"""Enlarging the product's pixels: by a plain filter, or by a model of super-resolution where a setting names one."""
