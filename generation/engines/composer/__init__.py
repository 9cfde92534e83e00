"""An embedded data-to-text writer: facts are planned, realised by grammar and phrase bank, and cited by construction."""

from generation.engines.composer.engine import Composer

__all__ = ["Composer"]
