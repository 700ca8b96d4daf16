package io.onesend.load.show.chart;

import java.util.List;

/** Maps values to positions on an axis. */
public interface Scale {

    /** 0 is the axis's beginning and 1 its end; a value beyond an end stands at that end. */
    double at(double value);

    /** The labels along the axis, in ascending order. */
    List<Mark> marks();

    /** A label at a position from 0 to 1. */
    record Mark(double position, String label) {}

    static double clamp(double position) {
        return Math.max(0, Math.min(1, position));
    }
}
