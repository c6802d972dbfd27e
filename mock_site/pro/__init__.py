"""Cafe24 PRO, the admin in which marketplaces are connected."""
