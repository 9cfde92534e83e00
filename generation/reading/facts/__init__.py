"""Facts read from free text, each with the words that say it. Precise rather than greedy: a person decides on every one."""
