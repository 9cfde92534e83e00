"""What a picture shows, as far as it can be measured: colours by name, ground, sharpness, texts, things."""
