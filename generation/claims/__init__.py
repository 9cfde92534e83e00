"""Which facts support which sentence of a text: for texts whose engine does not say, and for people's edits.

A sentence is supported by a fact when it says the fact's value: its quantities (units converted), its words, or the
words' translation by the lexicon. A key alone is enough only for facts whose value is yes or no.
"""

from generation.claims.ledger import attribute
from generation.claims.sentences import sentences
from generation.claims.support import supports

__all__ = ["attribute", "sentences", "supports"]
