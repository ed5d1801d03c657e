"""Planning: choose orders and limits on the left, see variants, pictures and what-ifs on the right."""
