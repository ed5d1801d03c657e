"""Studies on disk: encrypted, durable, append-only. The only place that knows SQL."""
