"""Number and symbol (số, ký hiệu), here and in what is cited (văn bản viện dẫn)."""
