"""Why a score is what it is, what stands out, who is near, and what would change it. All from a `Composite` or from plain arrays."""
