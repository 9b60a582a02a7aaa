"""Mail: from a message to articles.

`mail_message.extract_message` is a pure function from bytes to values, which single messages and mailboxes
share.
"""
