package kadens.web.settings;

/** One of the things to choose from. @param value as it is sent */
record Option(String value, String label, boolean chosen) {}
