"""Programs in worked texts: read by ``ast``, computed exactly on a whitelist, never run.

May import: ``errors``, ``signals``, ``libraries`` and this package. Whatever is not on the list is unread, with the
reason; steps, sizes and digits are limited everywhere.
"""
