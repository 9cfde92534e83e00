"""Looking at photos: asked for by a trigger, done by workers, shown on the product's page, turned into facts by people."""
