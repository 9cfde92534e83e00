"""`seq2seq:MODEL`: translation models that read one sentence and write another."""
