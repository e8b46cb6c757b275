package com.acme.bench;

/** One operation with its argument, ready to be called. */
record Step(OperationType type, Fault fault, Document document) {}
