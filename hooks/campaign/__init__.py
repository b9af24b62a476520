"""The generator: letter, demands, signatories and appeal, free of MkDocs."""
