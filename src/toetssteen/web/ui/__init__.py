"""How everything looks and sounds: base page, pictures, number formats, the map. Knows no figures and no other app."""
