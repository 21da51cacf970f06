package kadens.web;

import java.util.List;
import java.util.stream.Stream;

/**
 * A place that the frame leads to.
 *
 * @param name the end of a text's key, and what a page there calls itself
 */
public record Room(String name, String href, Access access) {

    private static final List<Room> ALL = List.of(
            new Room("today", "/", Access.PEOPLE),
            new Room("conversations", "/conversations", Access.SALES),
            new Room("enrollments", "/enrollments", Access.SALES),
            new Room("prospects", "/prospects", Access.SALES),
            new Room("cadences", "/cadences", Access.PEOPLE),
            new Room("mailboxes", "/mailboxes", Access.SALES),
            new Room("reports", "/reports", Access.PEOPLE),
            new Room("studio", "/studio", Access.CONTENT),
            new Room("settings", "/settings", Access.MANAGERS));

    private static final Room PEOPLE = new Room("people", "/people", Access.OPEN);

    /** Those that somebody may go to, in the order of the frame. */
    public static List<Room> of(Me me, boolean sandbox) {
        var open = ALL.stream().filter(room -> me.may(room.access())).toList();
        return sandbox ? Stream.concat(open.stream(), Stream.of(PEOPLE)).toList() : open;
    }
}
