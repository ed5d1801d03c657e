"""Backups: one encrypted file each, made by themselves or on request, and rewritten where consent was withdrawn."""
