"""What opens a study: the envelope of its data key, the ways to it, and this device's own keys."""
