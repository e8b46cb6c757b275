package org.benchmonitor.setup.config;

/**
 * Where something is sent.
 *
 * @param url all of it; many services take the path or the query for a secret
 * @param authority the host, with the port where one is given: the part that may be shown
 */
public record HttpUrl(Secret url, String authority) {}
