package io.onesend.load.command;

import io.onesend.load.LoadGroup;
import io.onesend.load.LoadPace;
import io.onesend.load.LoadPlan;
import io.onesend.load.LoadScheme;
import io.onesend.load.Scenario;
import io.onesend.load.SizeRange;
import java.util.List;

/** Makes plans from options. */
final class LoadPlans {

    /** For scenarios that send no messages. */
    static final SizeRange NO_SIZES = new SizeRange(SizeRange.LEAST_BYTES, SizeRange.LEAST_BYTES);

    private LoadPlans() {}

    /** A group outside of rooms that sends no messages. */
    static LoadGroup group(Scenario scenario, int dummies, LoadPace pace) {
        return new LoadGroup(scenario, dummies, pace, NO_SIZES, 1, 0, 0);
    }

    static LoadPlan withoutUsers(LoadRunOptions run, LoadGroup group) {
        return new LoadPlan(
                run.target(),
                run.sourceAddresses(),
                run.timing(),
                run.seed(),
                "",
                LoadScheme.PASSWORD,
                group.dummies(),
                List.of(group));
    }

    static LoadPlan withUsers(LoadRunOptions run, LoadUserOptions users, int accounts, LoadGroup... groups) {
        return new LoadPlan(
                run.target(),
                run.sourceAddresses(),
                run.timing(),
                run.seed(),
                users.prefix(accounts),
                users.scheme(),
                accounts,
                List.of(groups));
    }
}
