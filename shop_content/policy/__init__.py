"""What may be said: policy terms by locale and market."""
