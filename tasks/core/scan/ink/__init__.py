"""Ink told apart (mực): seals, stamps and pens over print, lifted off so that the print beneath can be read."""
