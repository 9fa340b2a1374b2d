"""Filing (备案): what is due after a document is published: filing, expiry, evaluation, cleanup."""
