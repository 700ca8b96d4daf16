package io.onesend.host.config;

/**
 * One thing that is wrong with the configuration.
 *
 * @param where the file and line, the variable, or the option
 * @param message names the key's path and what to change
 */
public record Problem(String where, String message) {

    @Override
    public String toString() {
        return where + ": " + message;
    }
}
