"""Web pages (网页): server-rendered, no script needed, no outside request."""
