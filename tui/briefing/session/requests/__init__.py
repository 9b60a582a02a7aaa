"""What a worker can be asked of a session: a class for each question, by subject.

Each module imports next to nothing until a request is run, so that a face can name requests before
the engine is loaded.
"""
