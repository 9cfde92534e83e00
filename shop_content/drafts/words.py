"""Search for phrases in stored texts, by an index on their words."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, IntegerField


class DraftWords(Func):
    """The words of a version's fields, and each two that stand together, as numbers: the very expression that is indexed.

    Words are runs of letters and digits in lower case; a Chinese character is one. The function is made by migration 0051.
    """

    function = "draft_words"
    output_field = ArrayField(IntegerField())
    arity = 1
