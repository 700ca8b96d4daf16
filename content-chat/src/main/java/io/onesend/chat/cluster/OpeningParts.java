package io.onesend.chat.cluster;

/** What an opening of a partition works on. */
record OpeningParts(
        Sender sender, Feeds feeds, Residents residents, CatchUp catchUp, Reaper reaper, WholeHistory history) {}
