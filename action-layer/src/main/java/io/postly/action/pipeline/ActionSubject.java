package io.postly.action.pipeline;

import java.util.UUID;

/**
 * The object that an action is about.
 *
 * @param type in the field's terms, or null
 * @param id the object's identifier, or null
 * @param draftId the draft whose workflow the action belongs to, or null
 */
record ActionSubject(String type, UUID id, UUID draftId) {

  static final ActionSubject NONE = new ActionSubject(null, null, null);
}
