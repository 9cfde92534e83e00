"""How well a text and a picture belong together, by a model that has learnt to compare both."""
