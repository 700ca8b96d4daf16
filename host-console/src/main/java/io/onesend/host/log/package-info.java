/**
 * What the log looks like and where it goes; the only package that knows the logging backend.
 *
 * <h2>How a line is logged</h2>
 *
 * <p>The thread that logs formats the event: Log4j's logger &rarr; {@code LogAppender} &rarr; {@code LogOutput} &rarr; {@code
 * TextLayout} or {@code JsonLayout}, with {@code SafeLine}, {@code TimeText} and {@code StackText}. It then offers the bytes to a
 * {@code LineQueue} and goes on. It never waits: what does not fit is lost and counted.
 *
 * <h2>Who writes</h2>
 *
 * <table>
 * <caption>Each queue has one thread, the only one that waits for a disk or a reader</caption>
 * <tr><th>thread</th><th>writes to</th><th>what is offered to its queue</th></tr>
 * <tr><td>{@code stderr}</td><td>standard error</td><td>the log without {@code log.file}; {@code System.err}, which the JDK and
 * libraries use, through {@code LineStream}; what happens to the log's file</td></tr>
 * <tr><td>{@code stdout}</td><td>standard output</td><td>{@code System.out}, through {@code LineStream}</td></tr>
 * <tr><td>{@code log-file}</td><td>{@code log.file}, by {@code RotatingFile} and {@code OldFiles}</td><td>the log</td></tr>
 * </table>
 *
 * <p>{@code StandardStreams} owns the first two queues, for the server alone; other commands write directly. {@code LogFile} owns
 * the third. {@code open-log-file} is a thread that ends as soon as the file is open.
 *
 * <h2>How it is set up</h2>
 *
 * <p>{@code LogSetup} is the door. {@code start} runs while the command line is read, and makes a log of text on standard error from
 * {@code LogConfiguration} and {@code LogLevels}. {@code configure} changes output and levels to those of the configuration, while
 * loggers are in use. {@code LogOperations} lets an operator change levels, which {@code LiveLevels} keeps until the next start. {@code finish} waits for the queues at the end of the process.
 */
@NullMarked
package io.onesend.host.log;

import org.jspecify.annotations.NullMarked;
