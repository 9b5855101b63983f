// The fastest that the SDK can be made: its low-level server, and no JSON Schema compiler of its own for each.
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema, ErrorCode, ListToolsRequestSchema, McpError } from "@modelcontextprotocol/sdk/types.js";
import { AjvJsonSchemaValidator } from "@modelcontextprotocol/sdk/validation/ajv";

const TOOL = {
  name: "get_draft",
  title: "Get draft",
  description: "Reads a draft at its current revision.",
  inputSchema: {
    type: "object",
    properties: { workspace: { type: "string" }, draft_id: { type: "string", format: "uuid" } },
    required: ["workspace", "draft_id"],
    additionalProperties: false,
  },
  annotations: { readOnlyHint: true, destructiveHint: false, openWorldHint: false },
};

const jsonSchemaValidator = new AjvJsonSchemaValidator();

/** A server whose one tool is performed by `getDraft(arguments, caller)`. */
export function lowLevelServer(getDraft) {
  const server = new Server({ name: "low-level", version: "1.0.0" }, { capabilities: { tools: {} }, jsonSchemaValidator });
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [TOOL] }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }, { authInfo }) => {
    if (params.name !== TOOL.name) {
      throw new McpError(ErrorCode.InvalidParams, "There is no tool of that name");
    }
    return getDraft(params.arguments, authInfo);
  });
  return server;
}
