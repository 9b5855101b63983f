package io.postly.approvals.review;

import java.util.UUID;

/**
 * Which reviews a list is to hold.
 *
 * @param state only reviews in that state; null for all
 * @param draftId only that draft's reviews; null for all
 * @param cursor where the page begins; null for the first
 * @param limit the most items
 */
record ReviewFilter(ReviewState state, UUID draftId, String cursor, int limit) {}
