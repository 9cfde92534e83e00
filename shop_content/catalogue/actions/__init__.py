"""What people do to the catalogue. One action: check, write, one audit event, in one transaction."""

from shop_content.catalogue.actions.archive import Archived, Restored, archive_products, restore_products
from shop_content.catalogue.actions.audiences import (
    add_shopper,
    create_segment,
    delete_audience,
    forget_shopper,
    prune_events,
)
from shop_content.catalogue.actions.facts import (
    add_fact,
    edit_fact,
    remove_fact,
    reorder_facts,
    restore_fact,
)
from shop_content.catalogue.actions.masks import drop_mask, save_mask
from shop_content.catalogue.actions.photos import Added, add_photos, remove_photo, reorder_photos, restore_photo
from shop_content.catalogue.actions.products import create_product, update_product
from shop_content.catalogue.actions.reviews import hide_review, show_review
from shop_content.catalogue.actions.variants import VariantRow, set_variants

__all__ = [
    "Added",
    "Archived",
    "Restored",
    "VariantRow",
    "add_fact",
    "add_photos",
    "add_shopper",
    "archive_products",
    "create_product",
    "create_segment",
    "delete_audience",
    "drop_mask",
    "edit_fact",
    "forget_shopper",
    "hide_review",
    "prune_events",
    "remove_fact",
    "remove_photo",
    "reorder_facts",
    "reorder_photos",
    "restore_fact",
    "restore_photo",
    "restore_products",
    "save_mask",
    "set_variants",
    "show_review",
    "update_product",
]
