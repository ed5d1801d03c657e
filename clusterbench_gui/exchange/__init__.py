"""What leaves a study and comes into it: files in the formats of others, and bundles. Plain data in and out, no SQL."""
