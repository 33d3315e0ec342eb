"""The pages that anybody may read: whether a certificate is valid, and how its signature is checked (decision 61)."""
