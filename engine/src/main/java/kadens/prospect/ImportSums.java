package kadens.prospect;

/** How many rows of a file came to what so far. */
record ImportSums(long created, long updated, long unchanged, long refused) {

    static final ImportSums NONE = new ImportSums(0, 0, 0, 0);

    ImportSums plus(ImportSums more) {
        return new ImportSums(
                created + more.created, updated + more.updated, unchanged + more.unchanged, refused + more.refused);
    }

    ImportSums plusRefused(long rows) {
        return plus(new ImportSums(0, 0, 0, rows));
    }

    long rows() {
        return created + updated + unchanged + refused;
    }
}
