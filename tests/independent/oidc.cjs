// A provider that nobody here wrote: npm's oidc-provider, with its own pages. Who signs in as TYPE_VALUE holds the code VALUE of holder code type TYPE;
// who signs in as staff_GROUP is of that group. The node is three clients: one shows a secret, two show keys.
//   node oidc.cjs PORT CLIENT-ADDRESS ALGORITHM < client secret
'use strict';
const crypto = require('crypto');
const fs = require('fs');

const [port, client, alg] = process.argv.slice(2);
const pairs = [
  crypto.generateKeyPairSync('rsa', { modulusLength: 2048 }),
  crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  crypto.generateKeyPairSync('ed25519'),
];
const keys = pairs.map((pair, place) => ({ ...pair.privateKey.export({ format: 'jwk' }), kid: `key-${place}`, use: 'sig' }));

function claimsOf(id) {
  const [kind, value] = id.split('_');
  return kind === 'staff' ? { sub: id, groups: [value] } : { sub: id, [`code_${kind}`]: value };
}

function clientOf(name) {
  return {
    client_id: name,
    redirect_uris: [`${client}/sign-in/${name}/callback`],
    post_logout_redirect_uris: [`${client}/`],
    id_token_signed_response_alg: alg,
    backchannel_logout_uri: `${client}/sign-in/${name}/logout`,
    backchannel_logout_session_required: name !== 'people',
  };
}

async function main() {
  const { Provider } = await import('oidc-provider');
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      { ...clientOf('people'), client_secret: fs.readFileSync(0, 'utf8') },
      ...['keyed', 'keyed-25519'].map((name) => (
        { ...clientOf(name), token_endpoint_auth_method: 'private_key_jwt', jwks_uri: `${client}/sign-in/${name}/keys` })),
    ],
    jwks: { keys },
    claims: { openid: ['sub', 'code_111', 'code_001', 'groups'] },
    conformIdTokenClaims: false,
    cookies: { keys: [crypto.randomBytes(32).toString('hex')] },
    features: { backchannelLogout: { enabled: true }, devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
    // It calls no machine of its own network by itself; here the node is on the same one.
    fetch: (url, { dispatcher, ...options }) => globalThis.fetch(url, options),
    pkce: { required: () => true },
    findAccount: (_, id) => ({ accountId: id, claims: () => claimsOf(id) }),
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
  });
  provider.listen(Number(port), '127.0.0.1', () => console.log('listening'));
}

main();
