"""Answers from the words of rows and sentences alone, for policies whose topics nobody wrote down."""
