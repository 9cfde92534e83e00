"""Who: shops, their people and roles, sign-in. `access.py` is the only way to fetch a tenant's row."""
