"""What a file may be. Bytes, rows, pixels: one place to change them."""

MEGABYTE = 1024 * 1024

TABLE_BYTES = 200 * MEGABYTE
PHOTOS_BYTES = 1024 * MEGABYTE
MAX_ROWS = 100_000
MAX_COLUMNS = 1_000
MAX_CELL = 100_000  # characters
MAX_ISSUES = 5_000  # kept for the page and the download; beyond that they are only counted

# A workbook is a ZIP of XML: it shrinks 10 to 20 times, a bomb 1,000 times.
SHEET_UNPACKED_BYTES = 2048 * MEGABYTE
SHEET_ENTRIES = 10_000
SHEET_RATIO = 150
SHEET_RATIO_FROM = 20 * MEGABYTE  # small files of one repeated value may shrink far
SHEET_MEMORY = 2048 * MEGABYTE  # address space of the process that reads it
SHEET_SECONDS = 300

# Photos hardly shrink at all.
PHOTO_ENTRIES = 20_000
PHOTO_BYTES = 32 * MEGABYTE
PHOTOS_UNPACKED_BYTES = 4096 * MEGABYTE
PHOTO_RATIO = 100
PHOTO_RATIO_FROM = 1 * MEGABYTE

MAX_FACTS = 100  # a product
MAX_OPTIONS = 10  # a variant
MAX_PHOTOS = 50  # a product
PREVIEW_ROWS = 50  # read to suggest a mapping; the first few are shown
