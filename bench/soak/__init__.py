"""The soak: the suite again and again, under load, while browsers and sites are killed.

`python -m bench.soak` goes on from its count in build/soak/ and writes the part "Soak"
of docs/reliability.md. It needs Linux or macOS, and kills nothing that it did not start.
"""
