"""Pure helpers over text; nothing here knows an article."""
