package io.postly.scheduling.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** A workspace's rules as they are stored: what {@link NewPublishingRules} has said. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record RulesDocument(
    Integer minSpacingMinutes,
    Integer dailyCap,
    List<BlackoutInput> blackouts,
    List<ChannelRules> channels) {

  static final RulesDocument NONE = new RulesDocument(null, null, List.of(), List.of());
}
