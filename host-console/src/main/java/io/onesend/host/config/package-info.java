/**
 * The configuration: one table of keys, from which come its checks, the names of its environment variables, the shipped file and
 * what {@code print-config} prints. Read on the main thread, and by a reload on the thread that asks for it, into immutable
 * records. Read {@link io.onesend.host.config.Keys} first.
 *
 * <p>It knows the records that it fills in network-core and content-chat, and nothing else of the host.
 *
 * <h2>The table</h2>
 *
 * <ul>
 *   <li>{@link io.onesend.host.config.Keys} has a {@link io.onesend.host.config.Key} a line. Sections of it are in {@link
 *       io.onesend.host.config.DoorKeyTable}, {@link io.onesend.host.config.TlsKeyTable}, {@link
 *       io.onesend.host.config.WebSocketKeyTable}, {@link io.onesend.host.config.AdminKeyTable}, {@link
 *       io.onesend.host.config.ClusterKeyTable}, {@link io.onesend.host.config.DrainKeyTable} and {@link
 *       io.onesend.host.config.TracingKeyTable}.
 *   <li>A key has a {@link io.onesend.host.config.ValueType}, from {@link io.onesend.host.config.Texts}, {@link
 *       io.onesend.host.config.Numbers} or {@link io.onesend.host.config.Lists}. {@link io.onesend.host.config.Rules} hold between
 *       keys, and {@link io.onesend.host.config.Effects} says with which {@link io.onesend.host.config.Effect} a reload changes a
 *       key. The file of a load run has types of {@link io.onesend.host.config.ValueRange} too.
 * </ul>
 *
 * <h2>From the sources to the records</h2>
 *
 * <ol>
 *   <li>{@link io.onesend.host.config.ConfigLoader} reads a {@link io.onesend.host.config.ConfigSource}: {@link
 *       io.onesend.host.config.YamlFile} by {@link io.onesend.host.config.YamlReader} and {@link io.onesend.host.config.YamlText},
 *       the variables without {@link io.onesend.host.config.ServiceVariables}, the options. {@link io.onesend.host.config.KeyIndex}
 *       finds the key of a name, and {@link io.onesend.host.config.NearMiss} guesses what was meant. {@link
 *       io.onesend.host.config.SystemText} tells whether the system has garbled a text.
 *   <li>A {@link io.onesend.host.config.Setting} for each key is in the {@link io.onesend.host.config.Settings}. What is wrong is a
 *       {@link io.onesend.host.config.Problem}, from an {@link io.onesend.host.config.InvalidValueException}, {@link
 *       io.onesend.host.config.MalformedYaml} or {@link io.onesend.host.config.FileFailure}; all of them together are a {@link
 *       io.onesend.host.config.ConfigException}.
 *   <li>The result is a {@link io.onesend.host.config.LoadedConfig}, with a {@link io.onesend.host.config.HostConfig} of {@link
 *       io.onesend.host.config.AdminConfig}, {@link io.onesend.host.config.RedisConfig}, {@link io.onesend.host.config.LogConfig},
 *       {@link io.onesend.host.config.DrainConfig} and {@link io.onesend.host.config.TracingConfig}. {@link
 *       io.onesend.host.config.YamlWriter} and {@link io.onesend.host.config.ShownSetting} show it, and {@link
 *       io.onesend.host.config.Change} what a reload has found.
 * </ol>
 */
@NullMarked
package io.onesend.host.config;

import org.jspecify.annotations.NullMarked;
