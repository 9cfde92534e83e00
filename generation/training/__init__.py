"""Making the models that come with the package, by commands that anybody can run again."""
