package kadens.sandbox;

import java.time.ZoneId;

/** A sales rep of Rute, the fictional company that the sandbox sells for. */
public record Seller(String address, String name, ZoneId timeZone) {}
