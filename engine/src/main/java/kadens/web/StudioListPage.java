package kadens.web;

import java.util.List;

/**
 * All cadences, and whether each can be sent.
 *
 * @param poll where the page asks whether a file was saved
 * @param folder where their files are
 */
record StudioListPage(String poll, String folder, List<Row> rows) {

    /**
     * One cadence.
     *
     * @param steps their titles, in order
     * @param counted what was found wrong, in a few words; empty where nothing was
     */
    record Row(
            String name,
            String title,
            String href,
            List<String> steps,
            String state,
            String icon,
            String tone,
            String counted,
            long enrolled) {}
}
