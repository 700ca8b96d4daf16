package io.onesend.host.config;

/**
 * Where the admin pages are.
 *
 * @param port 0: any free port
 */
public record AdminConfig(boolean enabled, String host, int port) {}
