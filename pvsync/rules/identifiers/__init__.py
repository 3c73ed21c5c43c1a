"""Rules about who and what is offered: ids, titles, languages, territories."""
