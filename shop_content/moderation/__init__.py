"""Over all shops: the admin site, held drafts, policies, the trail. Doors only."""
