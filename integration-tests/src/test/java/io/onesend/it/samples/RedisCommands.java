package io.onesend.it.samples;

import static io.onesend.it.samples.RedisProtocol.OK;
import static io.onesend.it.samples.RedisProtocol.array;
import static io.onesend.it.samples.RedisProtocol.bulk;
import static io.onesend.it.samples.RedisProtocol.error;
import static io.onesend.it.samples.RedisProtocol.integer;
import static io.onesend.it.samples.RedisValues.require;

import io.onesend.it.samples.RedisValues.Fields;
import io.onesend.it.samples.RedisValues.Items;
import io.onesend.it.samples.RedisValues.Members;
import io.onesend.it.samples.RedisValues.Ranked;
import io.onesend.it.samples.RedisValues.Refused;
import io.onesend.it.samples.RedisValues.Scored;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The commands of {@link RedisSubset}, for one thread. Each makes its reply as it goes out. */
final class RedisCommands {

    private final Map<String, Command> commands = new HashMap<>();
    private final RedisValues values = new RedisValues();

    /**
     * A command.
     *
     * @param words their number, the name included; negative: the least number
     * @param reply makes the answer of all words
     */
    private record Command(int words, Function<List<String>, String> reply) {}

    RedisCommands() {
        add("ping", -1, words -> words.size() == 1 ? RedisProtocol.PONG : bulk(words.get(1)));
        add("quit", -1, words -> OK);
        add("command", -1, words -> array(List.of()));
        add("config", -3, words -> array(List.of(words.get(2), "")));
        add("exists", -2, words -> count(words, 1, values::contains));
        add("del", -2, words -> count(words, 1, values::remove));
        add("flushall", 1, words -> {
            values.clear();
            return OK;
        });
        add("get", 2, words -> bulk(values.find(words.get(1), String.class)));
        add("set", -3, words -> {
            require(words.size() == 3, "ERR syntax error");
            values.put(words.get(1), words.get(2));
            return OK;
        });
        add("mset", -3, this::putAll);
        add("incr", 2, words -> increase(words.get(1), 1));
        add("incrby", 3, words -> increase(words.get(1), number(words.get(2))));
        add("lpush", -3, words -> push(words, ArrayDeque::addFirst));
        add("rpush", -3, words -> push(words, ArrayDeque::addLast));
        add("lpop", 2, words -> pop(words.get(1), ArrayDeque::iterator));
        add("rpop", 2, words -> pop(words.get(1), ArrayDeque::descendingIterator));
        add("lrange", 4, words -> range(words.get(1), number(words.get(2)), number(words.get(3))));
        add("sadd", -3, words -> {
            Members members = values.findOr(words.get(1), Members.class, Members::new);
            return count(words, 2, members.set()::add);
        });
        add("spop", 2, words -> {
            Members members = values.find(words.get(1), Members.class);
            return bulk(
                    members == null
                            ? null
                            : values.take(
                                    words.get(1), members.set(), members.set().iterator()));
        });
        add("hset", -4, this::putFields);
        add("hget", 3, words -> {
            Fields fields = values.find(words.get(1), Fields.class);
            return bulk(fields == null ? null : fields.map().get(words.get(2)));
        });
        add("zadd", 4, words -> {
            Scored scored = new Scored(score(words.get(2)), words.get(3));
            return integer(
                    values.findOr(words.get(1), Ranked.class, Ranked::new).put(scored) ? 1 : 0);
        });
        add("zpopmin", 2, words -> takeLeast(words.get(1)));
    }

    private void add(String name, int words, Function<List<String>, String> reply) {
        Command command = new Command(words, reply);
        commands.put(name, command);
        commands.put(name.toUpperCase(Locale.ROOT), command);
    }

    /** Runs a command; a client's mistake is the reply to it. */
    String run(List<String> words) {
        Command command = commands.get(words.get(0));
        if (command == null) {
            // In both cases mixed, perhaps.
            command = commands.get(words.get(0).toLowerCase(Locale.ROOT));
        }
        if (command == null) {
            return error("ERR unknown command '" + words.get(0) + "', with args beginning with: "
                    + words.stream().skip(1).map(word -> "'" + word + "' ").collect(Collectors.joining()));
        }
        if (command.words > 0 ? words.size() != command.words : words.size() < -command.words) {
            return error("ERR wrong number of arguments for '" + words.get(0).toLowerCase(Locale.ROOT) + "' command");
        }
        try {
            return command.reply.apply(words);
        } catch (Refused mistake) {
            return error(String.valueOf(mistake.getMessage()));
        }
    }

    private String putAll(List<String> words) {
        require(words.size() % 2 == 1, "ERR wrong number of arguments for 'mset' command");
        for (int i = 1; i < words.size(); i += 2) {
            values.put(words.get(i), words.get(i + 1));
        }
        return OK;
    }

    private String increase(String key, long by) {
        String value = values.find(key, String.class);
        long before = value == null ? 0 : number(value);
        long after = before + by;
        require(((before ^ after) & (by ^ after)) >= 0, "ERR increment or decrement would overflow");
        values.put(key, Long.toString(after));
        return integer(after);
    }

    private String push(List<String> words, BiConsumer<ArrayDeque<String>, String> end) {
        ArrayDeque<String> list =
                values.findOr(words.get(1), Items.class, Items::new).list();
        words.subList(2, words.size()).forEach(word -> end.accept(list, word));
        return integer(list.size());
    }

    private String pop(String key, Function<ArrayDeque<String>, Iterator<String>> end) {
        Items items = values.find(key, Items.class);
        return bulk(items == null ? null : values.take(key, items.list(), end.apply(items.list())));
    }

    private String range(String key, long from, long to) {
        Items items = values.find(key, Items.class);
        if (items == null) {
            return array(List.of());
        }
        int size = items.list().size();
        long first = Math.max(0, from < 0 ? from + size : from);
        long behind = Math.max(first, 1 + (to < 0 ? to + size : Math.min(to, size)));
        return array(items.list().stream().skip(first).limit(behind - first).toList());
    }

    private String putFields(List<String> words) {
        require(words.size() % 2 == 0, "ERR wrong number of arguments for 'hset' command");
        Map<String, String> fields =
                values.findOr(words.get(1), Fields.class, Fields::new).map();
        int added = 0;
        for (int i = 2; i < words.size(); i += 2) {
            added += fields.put(words.get(i), words.get(i + 1)) == null ? 1 : 0;
        }
        return integer(added);
    }

    private String takeLeast(String key) {
        Ranked ranked = values.find(key, Ranked.class);
        if (ranked == null) {
            return array(List.of());
        }
        Scored least = values.take(key, ranked.order, ranked.order.iterator());
        ranked.forget(least);
        // As Redis writes a whole number; others are written as Java does.
        String score = Double.toString(least.score());
        return array(List.of(least.member(), score.endsWith(".0") ? score.substring(0, score.length() - 2) : score));
    }

    private static String count(List<String> words, int from, Predicate<String> counted) {
        return integer(words.subList(from, words.size()).stream()
                .mapToInt(word -> counted.test(word) ? 1 : 0)
                .sum());
    }

    private static long number(String word) {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException noNumber) {
            throw new Refused("ERR value is not an integer or out of range");
        }
    }

    private static double score(String word) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException noNumber) {
            throw new Refused("ERR value is not a valid float");
        }
    }
}
