"""Optional, for GitHub: issue forms to pull requests, the report on one, annotations."""
