package io.postly.scheduling.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.Optional;

/** The stored rules. */
@ApplicationScoped
class WorkspaceRulesStore {

  private final EntityManager entities;
  private final ObjectMapper mapper;

  WorkspaceRulesStore(EntityManager entities, ObjectMapper mapper) {
    this.entities = entities;
    this.mapper = mapper;
  }

  Optional<WorkspaceRules> find(String workspace) {
    return Optional.ofNullable(entities.find(WorkspaceRules.class, workspace));
  }

  RulesDocument document(WorkspaceRules stored) {
    try {
      return mapper.readValue(stored.rules, RulesDocument.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The rules of a workspace cannot be read", e);
    }
  }

  /** Replaces the rules. The workspace is locked. */
  WorkspaceRules replace(String workspace, RulesDocument document, MissedPosts missedPosts) {
    WorkspaceRules stored = find(workspace).orElseGet(() -> new WorkspaceRules(workspace));
    stored.version++;
    stored.missedPosts = missedPosts.label();
    try {
      stored.rules = mapper.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Rules are not JSON", e);
    }
    entities.persist(stored);
    return stored;
  }
}
