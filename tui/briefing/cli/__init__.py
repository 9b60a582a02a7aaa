"""The command line: parse, ask the session, show. No rule about articles lives here."""
