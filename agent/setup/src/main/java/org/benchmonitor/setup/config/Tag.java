package org.benchmonitor.setup.config;

/** What a user says of a run, such as the version of what is measured. */
public record Tag(String key, String value) {}
