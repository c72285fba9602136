"""Import of letters that another system has registered."""
