package com.acme.bench;

/** A stored document; the version counts its changes, starting with 1. */
public record Document(long id, int version, String body) {}
