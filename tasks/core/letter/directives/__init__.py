"""What it orders (nhiệm vụ được giao): who leads, who co-operates, what, by when."""
