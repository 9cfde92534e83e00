"""How a merchant's file becomes products: read, map, check, and, on a person's word, write."""
