"""What a score is worth: learnt by infra/calibration/learn.py from letters with known truth. Don't edit by hand."""

# family → knots (score, share of right values), both rising; between knots by straight line
TABLE: dict[str, tuple[tuple[float, float], ...]] = {}
