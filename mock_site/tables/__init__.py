"""The tables of one mall: the site's, Cafe24 PRO's own, and the marketplaces' own records."""
