package io.postly.scheduling.channel;

import java.time.Instant;
import java.util.UUID;

/**
 * The access that a network gave to a channel ends soon, or has ended while Postly could not renew
 * it, and nothing but a person's doing is sure to keep it. Fired in process, in the transaction
 * that learns of it.
 *
 * @param name what people know the channel by
 * @param until when it ends, or has ended at the latest
 * @param at when this was noticed
 */
public record ChannelEnding(
    UUID channelId, String workspace, String network, String name, Instant until, Instant at) {}
