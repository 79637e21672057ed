"""Who signed it (người ký): authority, title, name."""
