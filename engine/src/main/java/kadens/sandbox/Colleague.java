package kadens.sandbox;

import kadens.team.Role;

/** Somebody of Rute, the fictional company that the sandbox sells for. */
public record Colleague(String address, String name, Role role) {}
