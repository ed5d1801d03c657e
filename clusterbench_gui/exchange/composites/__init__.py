"""Files of composite indicators: tables and models of COINr and the COIN Tool, methods, designs, results."""
