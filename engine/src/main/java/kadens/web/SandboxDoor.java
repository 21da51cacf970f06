package kadens.web;

import kadens.sandbox.FastClock;
import kadens.sandbox.People;
import kadens.sandbox.PostOffice;

/** What the pages need of the sandbox: its clock, its people and their mailboxes. */
public record SandboxDoor(FastClock clock, PostOffice postOffice, People people) {}
