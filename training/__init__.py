"""From gold folders to the model file that the package ships."""
