package io.onesend.host.page;

import io.onesend.network.WebPage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The page of the admin port: its files, read when they are first asked for. Some are those of the page to chat from. */
public final class OperatorPage {

    private static final String INDEX = "index.html";

    private static final String FOLDER = "operator/";

    /** In the folder of the page to chat from. The first one is at the path /, and each of the others at its name. */
    static final List<String> SHARED =
            List.of(INDEX, "frame.js", "htm-preact.js", "icon.svg", "safetext.js", "style.css", "texts.js");

    /** In a folder of their own, each at its name. */
    static final List<String> OWN = List.of(
            "actiondialog.js",
            "actions.js",
            "amounts.js",
            "answerview.js",
            "app.js",
            "chart.js",
            "charts.js",
            "en.json",
            "keptfocus.js",
            "ko.json",
            "lists.js",
            "listscreen.js",
            "loginscreen.js",
            "main.js",
            "operator.js",
            "overview.js",
            "page.css",
            "place.js",
            "refusalnote.js",
            "settingsscreen.js",
            "uplot.css",
            "uplot.js",
            "warnings.js",
            "watch.js");

    private final Map<String, WebPage> read = new ConcurrentHashMap<>();

    /** The file at a path; empty if the page has none there. */
    public Optional<WebPage> at(String path) {
        String name = path.equals("/") ? INDEX : path.substring(Math.min(1, path.length()));
        if (OWN.contains(name)) {
            return Optional.of(read.computeIfAbsent(FOLDER + name, PageFile::read));
        }
        return SHARED.contains(name) && !path.equals("/" + INDEX)
                ? Optional.of(read.computeIfAbsent(name, PageFile::read))
                : Optional.empty();
    }
}
