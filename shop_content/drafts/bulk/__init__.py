"""One act on thousands of drafts: chosen across pages, carried out by a worker one draft at a time, stopped and resumed at will."""
