"""How `transformers:` writes: rows on slots of one key-value cache, a grammar and a seed for each row."""
