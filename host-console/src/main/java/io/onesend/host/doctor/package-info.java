/**
 * Looks whether a server would work well here, before it runs: {@link io.onesend.host.doctor.Doctor} has the list of checks, each of
 * which returns what it found, what is wanted, and what to type. A check changes nothing. Main thread.
 */
@NullMarked
package io.onesend.host.doctor;

import org.jspecify.annotations.NullMarked;
