"""How sure each field is (độ tin cậy): evidence from elsewhere in the scan, and what a score was worth on known letters."""
