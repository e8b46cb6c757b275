package org.benchmonitor.setup.config;

/**
 * The {@code webhook} option: where alerts are sent.
 *
 * @param url all of it; many services take the path for a secret
 * @param host the part of it that may be shown
 */
public record Webhook(Secret url, String host) {}
