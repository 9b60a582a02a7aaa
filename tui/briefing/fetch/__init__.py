"""Pages from the web, loaded only where somebody asks for one by its address.

Knows addresses, one exchange over HTTP with a host that is public, robots.txt, and which redirects are
followed. What a page says is for `briefing.reading`.
"""
