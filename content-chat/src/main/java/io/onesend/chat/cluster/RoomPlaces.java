package io.onesend.chat.cluster;

import io.onesend.chat.config.ChatConfig.Rooms;

/** Finds the partition and the feed of a room; the same on all hosts. */
record RoomPlaces(Rooms rooms, int partitions, int channels) {

    int partitionOf(int room) {
        return (room - rooms.first()) % partitions;
    }

    /** A room's place among those of its partition. */
    int indexOf(int room) {
        return (room - rooms.first()) / partitions;
    }

    int channelOf(int room) {
        return indexOf(room) % channels;
    }

    /** How many rooms a partition has at most. */
    int roomsOfPartition() {
        return (rooms.count() + partitions - 1) / partitions;
    }
}
