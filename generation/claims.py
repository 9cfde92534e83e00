# PLACEHOLDER so that imports resolve: the composer helper replaces this whole file
from generation.contract import Claim, Content, Facts


def attribute(content: Content, facts: Facts, locale: str, given: tuple[Claim, ...] = ()) -> tuple[Claim, ...]:
    return given
