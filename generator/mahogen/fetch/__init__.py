"""The verb `fetch`: a contract from anywhere, pinned as files of one spelling."""
