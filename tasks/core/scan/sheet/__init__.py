"""The sheet of paper (tờ giấy) in a picture: its light, edges, skew and turns, and where bars of print stand on it."""
