package io.postly.scheduling.channel;

import java.time.Instant;
import java.util.UUID;

/**
 * Nothing goes out on a channel until a person reconnects it. Fired in process, in the transaction
 * that learns of it.
 *
 * @param name what people know the channel by
 * @param reason a stable code
 * @param at since when
 */
public record ChannelInTrouble(
    UUID channelId, String workspace, String network, String name, String reason, Instant at) {}
