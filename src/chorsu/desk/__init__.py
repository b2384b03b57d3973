"""The officers' pages: URLs, views, forms and templates, one folder a room. Combines rooms, owns no data."""
