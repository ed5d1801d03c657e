"""After an interview: thanks, what was recorded, its papers, and the way on."""
