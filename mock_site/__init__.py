"""A double of Cafe24 PRO and of the marketplaces' seller admins, for tests and guides.

It behaves: it validates, authenticates against the marketplace's own records, keeps snapshots
that go stale, and lets keys expire. Facts: docs/mock-site.md. It talks to nobody.
"""
