"""The XPath dialect of XForms: lexer, parser, compiler to closures, and the table of functions."""
