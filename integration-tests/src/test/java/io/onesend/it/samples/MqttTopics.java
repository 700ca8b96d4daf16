package io.onesend.it.samples;

/** Topics of MQTT, such as {@code home/kitchen/heat}, and filters for them, in which + is any one level and # is all the rest. */
final class MqttTopics {

    private MqttTopics() {}

    /** Whether a message may be published to it. */
    static boolean isTopic(String topic) {
        return !topic.isEmpty() && topic.indexOf('+') < 0 && topic.indexOf('#') < 0;
    }

    /** Whether a client may subscribe to it: a wildcard is a whole level, and # is the last one. */
    static boolean isFilter(String filter) {
        String[] levels = filter.split("/", -1);
        for (int i = 0; i < levels.length; i++) {
            String level = levels[i];
            boolean wildcard = level.equals("+") || level.equals("#") && i == levels.length - 1;
            if (!wildcard && (level.indexOf('+') >= 0 || level.indexOf('#') >= 0)) {
                return false;
            }
        }
        return !filter.isEmpty();
    }

    /** Whether a message of this topic is for a subscriber of this filter; {@code home/#} is for {@code home} too. */
    static boolean matches(String filter, String topic) {
        boolean hidden = topic.startsWith("$"); // a server's own: only who names them gets them
        String[] wanted = filter.split("/", -1);
        String[] given = topic.split("/", -1);
        for (int i = 0; i < wanted.length; i++) {
            boolean wildcard = wanted[i].equals("+") || wanted[i].equals("#");
            if (wildcard && hidden && i == 0) {
                return false;
            }
            if (wanted[i].equals("#")) {
                return true;
            }
            if (i == given.length || !wildcard && !wanted[i].equals(given[i])) {
                return false;
            }
        }
        return wanted.length == given.length;
    }
}
