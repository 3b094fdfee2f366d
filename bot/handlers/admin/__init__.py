"""Commands for the admins named in ADMIN_IDS."""
