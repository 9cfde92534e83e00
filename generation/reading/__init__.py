"""What generation reads from: facts in free text, the language of a text, the mood and topics of reviews, what a shopper asks.

One small interface for all (`contract.Reader`), one embedded implementation a task that needs no weights, and one that asks a
transformers pipeline; settings name them (`registry`).
"""
