"""Raw values before they are normalised: which units stay, what is divided by what, how gaps are filled. Every filled cell is marked."""
