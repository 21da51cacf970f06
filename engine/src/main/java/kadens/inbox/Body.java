package kadens.inbox;

/** The words of a mail, and which of them are its own. */
record Body(String text, String newText, boolean quotes) {

    /** Plain text is preferred; HTML counts where there is none, or where nothing of the plain text is new. */
    static Body of(String plain, String html) {
        if (plain.isBlank()) {
            return ofHtml(html);
        }
        OwnWords own = OwnWords.of(plain);
        if (own.text().isEmpty() && !html.isBlank()) {
            Body other = ofHtml(html);
            return new Body(plain, other.newText, own.quotes() || other.quotes);
        }
        return new Body(plain, own.text(), own.quotes());
    }

    private static Body ofHtml(String html) {
        if (html.isBlank()) {
            return new Body("", "", false);
        }
        OwnWords own = OwnWords.of(HtmlText.withQuotesMarked(html));
        return new Body(HtmlText.all(html), own.text(), own.quotes());
    }
}
