"""Written numbers and days (chữ số viết tay) in the gaps of a letter's head."""
