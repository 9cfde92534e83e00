"""What is written on things: readers of the texts in a picture."""
