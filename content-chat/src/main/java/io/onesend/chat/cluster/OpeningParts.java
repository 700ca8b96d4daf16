package io.onesend.chat.cluster;

/** What an opening of a partition works on. */
record OpeningParts(Feeds feeds, Residents residents, CatchUp catchUp, Reaper reaper) {}
