package kadens.web;

import java.util.List;
import java.util.stream.Stream;

/**
 * A place that the frame leads to.
 *
 * @param name the end of a text's key, and what a page there calls itself
 */
record Room(String name, String href, Access access) {

    private static final List<Room> ALL =
            List.of(new Room("overview", "/", Access.PEOPLE), new Room("studio", "/studio", Access.CONTENT),
                    new Room("settings", "/settings", Access.MANAGERS));

    private static final Room PEOPLE = new Room("people", "/people", Access.OPEN);

    /** Those that somebody may go to, in the order of the frame. */
    static List<Room> of(Me me, boolean sandbox) {
        var open = ALL.stream().filter(room -> me.may(room.access())).toList();
        return sandbox ? Stream.concat(open.stream(), Stream.of(PEOPLE)).toList() : open;
    }
}
