"""Permission requests: a recipient asks the provider to pass a record on, or to use it in court; the answer stays.

Owns the request and its answer. What a grant changes is the marking, by the one way of `records.keeping`.
"""
