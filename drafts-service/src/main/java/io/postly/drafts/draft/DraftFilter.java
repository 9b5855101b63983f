package io.postly.drafts.draft;

/**
 * Which drafts a list is to hold.
 *
 * @param label only drafts with that label; null for all
 * @param query only drafts whose title or text contains it, in any case; null for all
 * @param archived the archived drafts, or those that are not
 * @param cursor where the page begins; null for the first
 * @param limit the most items
 */
record DraftFilter(String label, String query, boolean archived, String cursor, int limit) {}
