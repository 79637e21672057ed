"""From a picture to words (đọc ảnh): the sheet, its inks, its words, written numbers; stamps are looked at by themselves."""
