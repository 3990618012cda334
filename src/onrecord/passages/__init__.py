"""From a document's text to sentences, and from sentences to the windows a reader takes in at once."""
