"""Where it goes: feeds and files of approved versions."""
