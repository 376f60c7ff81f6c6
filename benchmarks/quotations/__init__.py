"""The same words again: are they found, and are quotations rightly judged?"""
