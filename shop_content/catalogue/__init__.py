"""What is sold: products with their facts, variants, photos; imports."""
