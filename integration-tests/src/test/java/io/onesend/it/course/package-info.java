/**
 * The eleven steps of the course, each a test to read from top to bottom: what the step was there, how it is here, and which
 * classes to read. The course ({@code github.com/jacking75/edu_cpp_IOCP}) builds a chat server in C++ on Windows' I/O completion
 * ports. Its tenth step has six points, a test for each. It has since put a step about buffers in second place, so that its own
 * numbers from there on are one higher.
 *
 * <p>{@link io.onesend.it.course.EmbeddedServer} and {@link io.onesend.it.course.EmbeddedChat} show how the layers are put
 * together in a program of one's own.
 */
@NullMarked
package io.onesend.it.course;

import org.jspecify.annotations.NullMarked;
