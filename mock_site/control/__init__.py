"""The control API: makes, dumps and drops malls, moves their clocks, switches faults."""
