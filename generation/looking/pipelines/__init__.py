"""`transformers:MODEL` as one of the senses: what classifies, detects, describes or reads a picture."""
