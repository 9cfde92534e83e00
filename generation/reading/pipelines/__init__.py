"""Readers that ask a model: any text-classification, zero-shot or token-classification model, from the hub or a folder."""
