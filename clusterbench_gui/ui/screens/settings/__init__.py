"""Settings: language, appearance, person, where the key lies."""
