"""Images without Docker: built from Python source, pushed to ECR with the registry protocol."""
