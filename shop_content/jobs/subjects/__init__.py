"""Pages of what content is about beside a product: reviews, questions, shoppers; and asking for content about them."""
