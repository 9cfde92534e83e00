"""Rules of proof, policy and the voice of the shop."""

from __future__ import annotations

from generation.checks.rules.rule import Rule

RULES = (
    # proof.py
    Rule(
        "proof.missing",
        "warning",
        ("term", "topic"),
        "A fact says “%(term)s”, but no evidence is on file (%(topic)s). Add the certificate or the test report, or leave it out.",
    ),
    # testimonials.py
    Rule(
        "testimonials.invented",
        "error",
        ("text",),
        "“%(text)s” speaks for customers. Invented reviews are forbidden by law; remove it, or quote a real review.",
    ),
    # claims.py
    Rule(
        "claims.unsupported",
        "error",
        ("text", "word"),
        "No fact supports this, and “%(word)s” is praise or a promise. Remove it, or add the fact behind it.",
    ),
    Rule("claims.uncited", "warning", ("text",), "No fact supports this sentence. Check it, or remove it."),
    Rule(
        "claims.bad_span",
        "error",
        (),
        "What this version says of its sources does not fit its text. Ask for new content.",
    ),
    # policy.py
    Rule(
        "policy.term",
        "error",
        ("term_id", "text", "reason"),
        "“%(text)s” is against the content policy: %(reason)s. Put it differently.",
    ),
    Rule(
        "policy.term_in_fact",
        "warning",
        ("term_id", "text", "reason", "fact_id"),
        "“%(text)s” is a policy term (%(reason)s), yet stands in the product's facts. Keep it only if it is an official"
        " name or can be proved.",
    ),
    Rule(
        "policy.unusable",
        "warning",
        ("term_id", "problem"),
        "The policy term %(term_id)s could not be applied (%(problem)s). Tell a moderator; check this text by eye.",
    ),
    # voice.py
    Rule(
        "voice.banned",
        "warning",
        ("text",),
        "The shop's voice never says “%(text)s”. Put it differently.",
    ),
    Rule(
        "voice.avoided",
        "warning",
        ("text", "instead"),
        "The shop's voice says “%(instead)s” instead of “%(text)s”. Replace it.",
    ),
    Rule(
        "voice.glossary",
        "warning",
        ("text", "written"),
        "The shop's glossary writes “%(written)s”, not “%(text)s”. Write it so.",
    ),
)
