"""What the law says and what a document is (法规与文件)."""
