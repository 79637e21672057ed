"""Whom it names (Kính gửi, Nơi nhận), one for each printed item, and the Lưu item."""
