"""A planning task made of what people keep: days as slots, ways, offers as modes; and plans told in their words again."""
