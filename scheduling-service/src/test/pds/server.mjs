// A server of the AT Protocol on the loopback address, for as long as the standard input is open.
//
//   node server.mjs <folder>
//
// Beside it stand, as small as they can be, a directory of identities, a service that counts, and
// the web, which has the document of one OAuth client: <folder>/client.json, once a test has written
// it. In it are the accounts alice, who posts, bob, and carol, who is deactivated. Writes one line of
// JSON once all is ready.

import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDS } from '@atproto/pds';

const [folder] = process.argv.slice(2);
const VIEW = 'did:web:api.bsky.app';
const CLIENT = 'https://postly.home.arpa/';

const identities = new Map();
const directory = await listen(async (request, response) => {
  const [did, rest] = decodeURIComponent(request.url.slice(1)).split('/');
  if (request.method === 'POST') {
    identities.set(did, JSON.parse(await text(request)));
    answer(response, 200, {});
  } else if (!identities.has(did)) {
    answer(response, 404, { message: 'DID not registered' });
  } else {
    answer(response, 200, rest === 'data' ? data(did) : document(did));
  }
});

/** What the latest operation of an identity says. */
function data(did) {
  return { did, ...identities.get(did) };
}

function document(did) {
  const { alsoKnownAs, verificationMethods, services } = identities.get(did);
  return {
    '@context': ['https://www.w3.org/ns/did/v1'],
    id: did,
    alsoKnownAs,
    verificationMethod: Object.entries(verificationMethods).map(([name, key]) => ({
      id: `${did}#${name}`,
      type: 'Multikey',
      controller: did,
      publicKeyMultibase: key.replace('did:key:', ''),
    })),
    service: Object.entries(services).map(([name, service]) => ({
      id: `#${name}`,
      type: service.type,
      serviceEndpoint: service.endpoint,
    })),
  };
}

const view = await listen(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://view');
  const posts = searchParams.getAll('uris').map((uri) => ({
    uri,
    likeCount: 5,
    repostCount: 3,
    quoteCount: 2,
    replyCount: 1,
  }));
  const isSigned = (request.headers.authorization ?? '').startsWith('Bearer ');
  if (isSigned && pathname === '/xrpc/app.bsky.feed.getPosts') {
    answer(response, 200, { posts });
  } else {
    answer(response, 400, { error: 'InvalidRequest', message: 'Not known here' });
  }
});

const fetchFromMachine = globalThis.fetch;
globalThis.fetch = async (input, init) => {
  const address = input instanceof Request ? input.url : String(input);
  return address.startsWith(CLIENT)
    ? new Response(await readFile(join(folder, 'client.json')), {
        headers: { 'content-type': 'application/json' },
      })
    : fetchFromMachine(input, init);
};

mkdirSync(join(folder, 'data'), { recursive: true });
mkdirSync(join(folder, 'blobs'), { recursive: true });
const port = await freePort();
const url = `http://localhost:${port}`;
const server = await PDS.fromEnv({
  devMode: true,
  hostname: 'localhost',
  port,
  dataDirectory: join(folder, 'data'),
  blobstoreDiskLocation: join(folder, 'blobs'),
  didPlcUrl: directory,
  bskyAppViewUrl: view,
  bskyAppViewDid: VIEW,
  serviceHandleDomains: ['.test'],
  inviteRequired: false,
  disableSsrfProtection: true,
  enableDidDocWithSession: true,
  adminPassword: 'admin',
  jwtSecret: randomBytes(16).toString('hex'),
  plcRotationKeyK256PrivateKeyHex: randomBytes(32).toString('hex'),
});
await server.start();

const alice = await account('alice');
const bob = await account('bob');
const carol = await account('carol');
const alicePassword = await appPassword(alice, 'Postly');
const carolPassword = await appPassword(carol, 'Postly');
await call(carol, 'com.atproto.server.deactivateAccount', {});
console.log(
  JSON.stringify({
    url,
    directory,
    alice: {
      did: alice.did,
      handle: alice.handle,
      password: alicePassword,
      ownPassword: alice.ownPassword,
    },
    bob: { did: bob.did, handle: bob.handle, ownPassword: bob.ownPassword },
    carol: { did: carol.did, handle: carol.handle, password: carolPassword },
  }),
);

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));

async function account(name) {
  const ownPassword = randomBytes(16).toString('hex');
  const made = await call(null, 'com.atproto.server.createAccount', {
    handle: `${name}.test`,
    email: `${name}@example.com`,
    password: ownPassword,
  });
  return { ...made, ownPassword };
}

async function appPassword(owner, name) {
  return (await call(owner, 'com.atproto.server.createAppPassword', { name })).password;
}

async function call(session, method, input) {
  const response = await fetch(`${url}/xrpc/${method}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(session && { authorization: `Bearer ${session.accessJwt}` }),
    },
    body: JSON.stringify(input),
  });
  const said = await response.text();
  if (!response.ok) {
    throw new Error(`${method}: ${response.status} ${said}`);
  }
  return said === '' ? {} : JSON.parse(said);
}

function listen(handler) {
  return new Promise((resolve) => {
    const listener = createServer(handler);
    listener.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${listener.address().port}`));
  });
}

async function freePort() {
  return new Promise((resolve) => {
    const listener = createServer();
    listener.listen(0, '127.0.0.1', () => {
      const { port } = listener.address();
      listener.close(() => resolve(port));
    });
  });
}

async function text(request) {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

function answer(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
