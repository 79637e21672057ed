"""Rows of a page, what a row is by itself, and the spans and paragraphs that rows make."""
