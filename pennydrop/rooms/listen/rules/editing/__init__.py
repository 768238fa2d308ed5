"""A form changed on a page: pure functions over the Form model, none of which changes a form."""
