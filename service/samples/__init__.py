"""Samples (示例文稿): two drafts of our own with planted defects; see README.md."""
