package io.onesend.host.command;

import io.onesend.host.config.ConfigException;
import io.onesend.host.process.ServiceManager;
import io.onesend.host.reload.Reload;
import io.onesend.host.reload.ReloadRefusedException;
import io.onesend.host.text.SafeText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration again on SIGHUP, and tells the log and the service manager.
 *
 * @param status what the manager shows again afterwards
 */
record HangUpReload(Reload reload, ServiceManager manager, String status) implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(HangUpReload.class);

    @Override
    public void run() {
        manager.reloading();
        try {
            reload.run("SIGHUP", false).lines().forEach(line -> LOG.info("SIGHUP: {}", SafeText.escape(line)));
        } catch (ConfigException unusable) {
            LOG.warn("SIGHUP: nothing was reloaded: {}", SafeText.escape(unusable.line()));
        } catch (ReloadRefusedException refused) {
            LOG.warn("SIGHUP: nothing was reloaded: {}", SafeText.escape(refused.getMessage()));
        } finally {
            manager.reloaded(status);
        }
    }
}
