package io.postly.scheduling.channel;

import java.time.Instant;
import java.util.UUID;

/**
 * The access that a network gave to a channel ends soon, and nothing but a person's doing can keep
 * it. Fired in process, in the transaction that learns of it.
 *
 * @param name what people know the channel by
 * @param until when it ends
 * @param at when this was noticed
 */
public record ChannelEnding(
    UUID channelId, String workspace, String network, String name, Instant until, Instant at) {}
