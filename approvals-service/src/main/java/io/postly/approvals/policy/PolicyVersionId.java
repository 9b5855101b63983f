package io.postly.approvals.policy;

import jakarta.persistence.Embeddable;

/** Names one version of a workspace's policy; the first that was set is 1. */
@Embeddable
record PolicyVersionId(String workspace, int version) {}
