"""What is planted in the demonstration's year: effects of drawn sizes, and for each a place where there is none."""
