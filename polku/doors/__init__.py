"""Every way in and out. Doors never import each other."""
