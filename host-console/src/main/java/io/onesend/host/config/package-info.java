/**
 * The configuration: one table of keys, from which come its checks, the names of its environment variables, the shipped file
 * and what {@code print-config} prints. Read once, on the main thread, into immutable records.
 *
 * <p>It knows the records that it fills in network-core and content-chat, and nothing else of the host.
 */
@NullMarked
package io.onesend.host.config;

import org.jspecify.annotations.NullMarked;
