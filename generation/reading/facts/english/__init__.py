"""What an English text states of a product."""
