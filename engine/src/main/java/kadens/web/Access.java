package kadens.web;

import io.javalin.security.RouteRole;
import java.util.List;
import kadens.team.Role;

/** Who may go to an address. Each has exactly one; an address without any answers nobody. */
public enum Access implements RouteRole {

    /** Everybody, signed in or not: prospects, programs that watch over us, and whoever signs in. */
    OPEN,

    /** Whoever is signed in. */
    PEOPLE,

    /** Who sells, and who leads those who do. */
    SALES,

    /** Who writes cadences, and who leads. */
    CONTENT,

    /** Who leads. */
    MANAGERS,

    ADMINS;

    /** Whether somebody with that role may. */
    public boolean admits(Role role) {
        return switch (this) {
            case OPEN, PEOPLE -> true;
            case SALES -> role != Role.MARKETING;
            case CONTENT -> role != Role.REP;
            case MANAGERS -> List.of(Role.ADMIN, Role.MANAGER).contains(role);
            case ADMINS -> role == Role.ADMIN;
        };
    }
}
