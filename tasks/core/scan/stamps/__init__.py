"""Stamps known by their form: the secrecy gate (dấu chỉ độ mật) and faded urgency stamps (mức độ khẩn)."""
