"""Facts read from texts: a source is read, its facts are proposed with the words that say them, and a person decides on each."""
