// Forwards calls to the drafts service over as many kept-alive connections as the gateway has.
import { Pool } from "undici";

const CONNECTIONS = 64;

/** One drafts service. */
export class DraftsClient {
  #pool;

  constructor(address) {
    this.#pool = new Pool(address, { connections: CONNECTIONS });
  }

  /** The service's answer to get_draft: whether it succeeded, and the JSON document. */
  async getDraft({ workspace, draft_id: draftId }, serviceToken, client) {
    const { statusCode, body } = await this.#pool.request({
      method: "GET",
      path: `/api/v1/workspaces/${encodeURIComponent(workspace)}/drafts/${encodeURIComponent(draftId)}`,
      headers: {
        authorization: `Bearer ${serviceToken}`,
        accept: "application/json, application/problem+json",
        "postly-channel": "mcp",
        "postly-client": client,
      },
    });
    return { isSuccess: statusCode >= 200 && statusCode < 300, text: await body.text() };
  }
}
