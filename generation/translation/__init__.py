"""A translation beside its original: which sentences belong together, what they cite, which words must come through unchanged."""
