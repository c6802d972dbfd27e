"""Serving pages: visits, logins, languages and rendering."""
