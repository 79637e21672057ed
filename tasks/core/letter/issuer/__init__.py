"""Who issued it (cơ quan ban hành): parent and issuer, by the head or by what is left of it."""
