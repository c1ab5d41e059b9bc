"""Settings, base templates and design tokens: what every page has in common."""
