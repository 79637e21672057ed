"""What words mean in letters: types, codes, agencies, provinces, names, titles, dates, usual items."""
