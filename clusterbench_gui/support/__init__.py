"""What every layer stands on: resources, folders, texts, theme tokens, logs. Knows nothing of surveys or Qt."""
