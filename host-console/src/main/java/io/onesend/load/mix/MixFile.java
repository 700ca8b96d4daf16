package io.onesend.load.mix;

import io.onesend.host.config.ConfigException;
import io.onesend.host.config.Key;
import io.onesend.host.config.KeyIndex;
import io.onesend.host.config.Problem;
import io.onesend.host.config.Setting;
import io.onesend.host.config.Settings;
import io.onesend.host.config.YamlFile;
import io.onesend.load.LoadGroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a file that mixes load scenarios, and reports everything that is wrong with it at once, as for the configuration. */
public final class MixFile {

    private static final KeyIndex KEYS = new KeyIndex(MixKeys.WRITABLE);

    private final Settings settings = new Settings(MixKeys.ALL);
    private final List<Problem> problems = new ArrayList<>();
    private final String shown;

    private MixFile(Path name) {
        shown = name.toString().replace('\\', '/');
    }

    /**
     * Reads a file; its name may be relative to the folder.
     *
     * @throws ConfigException with every problem, if there is one
     */
    public static Mix load(Path folder, Path name) {
        MixFile file = new MixFile(name);
        YamlFile.read(folder.resolve(name), name, KEYS, file.settings, file.problems);
        List<LoadGroup> groups = file.problems.isEmpty() ? file.groups() : List.of();
        if (!file.problems.isEmpty()) {
            throw new ConfigException(file.problems);
        }
        return new Mix(file.settings.value(MixKeys.DURATION), file.settings.value(MixKeys.RAMP), groups);
    }

    private List<LoadGroup> groups() {
        List<MixKeys.Section> used = MixKeys.SECTIONS.stream()
                .filter(section -> settings.value(section.share()) > 0)
                .toList();
        used.forEach(this::checkSenders);
        long shares = used.stream()
                .mapToLong(section -> settings.value(section.share()))
                .sum();
        int connections = settings.value(MixKeys.CONNECTIONS);
        if (shares == 0) {
            problems.add(new Problem(shown, "no scenario has a share, so there is nothing to do"));
        }
        List<LoadGroup> groups = new ArrayList<>();
        int room = settings.value(MixKeys.ROOM_BASE);
        long sharesBefore = 0;
        for (MixKeys.Section section : used) {
            long sharesNow = sharesBefore + settings.value(section.share());
            int dummies = part(sharesNow, shares, connections) - part(sharesBefore, shares, connections);
            sharesBefore = sharesNow;
            if (dummies == 0) {
                problems.add(new Problem(
                        where(section.share()),
                        section.share() + " leaves it none of the connections, which are too few"));
                continue;
            }
            LoadGroup group = section.group(settings, dummies, room);
            room += group.rooms();
            groups.add(group);
        }
        return groups;
    }

    private static int part(long shares, long all, int connections) {
        return (int) Math.round((double) connections * shares / all);
    }

    private void checkSenders(MixKeys.Section section) {
        if (settings.value(section.senders()) > settings.value(section.members())) {
            problems.add(new Problem(
                    where(section.senders()), section.senders() + " has to be at most " + section.members()));
        }
    }

    private String where(Key<?> key) {
        String origin = settings.setting(key).origin();
        return origin.equals(Setting.DEFAULT) ? shown : origin;
    }
}
