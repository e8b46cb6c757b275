package org.benchmonitor.setup.config;

import java.util.Map;

/**
 * Headers of a request by their names, in the order in which they were given; the values are
 * secrets.
 */
public record HttpHeaders(Map<String, Secret> byName) {}
