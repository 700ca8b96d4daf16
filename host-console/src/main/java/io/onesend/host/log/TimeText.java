package io.onesend.host.log;

import java.time.LocalDateTime;

/** Writes a date and a time of day with milliseconds. The JDK's formatter would load a hundred classes at the start. */
final class TimeText {

    private TimeText() {}

    static void append(StringBuilder line, LocalDateTime time, char separator) {
        appendDigits(line, time.getYear(), 4);
        appendDigits(line.append('-'), time.getMonthValue(), 2);
        appendDigits(line.append('-'), time.getDayOfMonth(), 2);
        appendDigits(line.append(separator), time.getHour(), 2);
        appendDigits(line.append(':'), time.getMinute(), 2);
        appendDigits(line.append(':'), time.getSecond(), 2);
        appendDigits(line.append('.'), time.getNano() / 1_000_000, 3);
    }

    private static void appendDigits(StringBuilder line, int number, int width) {
        String digits = Integer.toString(number);
        line.append("0".repeat(Math.max(0, width - digits.length()))).append(digits);
    }
}
