package io.onesend.load.show;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the ticks of a run, however long, in bounded memory. When there would be more than the limit, every two become one,
 * and from then on a tick takes twice as many readings.
 */
final class Ticks {

    private final int limit;
    private final List<Tick> whole = new ArrayList<>();
    private int readingsPerTick = 1;
    private int readings;
    private @Nullable Tick open;

    /** @param limit an even number */
    Ticks(int limit) {
        if (limit < 2 || limit % 2 != 0) {
            throw new IllegalArgumentException("the limit has to be even: " + limit);
        }
        this.limit = limit;
    }

    void add(Tick reading) {
        open = open == null ? reading : open.and(reading);
        readings++;
        if (readings < readingsPerTick) {
            return;
        }
        if (whole.size() == limit) {
            halve();
            return;
        }
        whole.add(open);
        open = null;
        readings = 0;
    }

    /** All ticks in order. The last may be shorter than the others; if it is far shorter, it is merged into the one before. */
    List<Tick> all() {
        List<Tick> all = new ArrayList<>(whole);
        if (open != null) {
            all.add(open);
        }
        int last = all.size() - 1;
        if (last > 0 && all.get(last).seconds() < all.get(last - 1).seconds() / 2) {
            Tick rest = all.remove(last);
            all.set(last - 1, all.get(last - 1).and(rest));
        }
        return List.copyOf(all);
    }

    /** The same ticks, merged into at most {@code limit}. */
    static List<Tick> reduced(List<Tick> ticks, int limit) {
        Ticks fewer = new Ticks(limit);
        ticks.forEach(fewer::add);
        return fewer.all();
    }

    private void halve() {
        List<Tick> all = List.copyOf(whole);
        whole.clear();
        for (int i = 0; i < all.size(); i += 2) {
            whole.add(all.get(i).and(all.get(i + 1)));
        }
        readingsPerTick *= 2;
    }
}
