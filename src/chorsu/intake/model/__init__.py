"""An organisation's own language model as a second reader: off by default, never required, never believed.

Our own reader reads first and alone decides what words mean. The model is asked which words tell what; it answers with
quotes. A quote that does not stand in the text is refused, and what the others mean is read by our own finders. So
the model adds or contradicts, an officer decides, and nothing that a text says to the model can do harm.

`service` speaks to the network; `telling`, `meaning` and `joining` are pure; `answering` puts them in a row.
"""
