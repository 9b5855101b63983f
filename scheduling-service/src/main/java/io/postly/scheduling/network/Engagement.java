package io.postly.scheduling.network;

import java.util.OptionalLong;

/**
 * How people have taken a post so far, as its network counts. A network that does not tell a number
 * leaves it empty, which is not the same as zero.
 *
 * @param likes marks of approval, whatever the network calls them
 * @param reposts by others: reposts and quotations
 * @param replies direct answers
 * @param views how often it was seen
 */
public record Engagement(
    OptionalLong likes, OptionalLong reposts, OptionalLong replies, OptionalLong views) {}
