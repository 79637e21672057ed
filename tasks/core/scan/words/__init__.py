"""Words with boxes made a page: lines, zones, and a second look at rows that the engine doubted."""
