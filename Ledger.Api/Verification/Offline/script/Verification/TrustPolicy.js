import { refuse } from '../Encoding/FormatError.js';
import { Forms } from './Forms.js';
import { TrustedLog } from './TrustedLog.js';

const kind = 'trust-policy/v1';
const maximumRoots = 32;
const maximumLogs = 64;
const maximumEndpoints = 16;
const maximumCompromises = 1024;
const maximumAgeLimitSeconds = 366 * 24 * 3600;

/** All that a stranger needs to judge a licence: certificate roots, log keys, the chain, and how old a status may be. */
export class TrustPolicy {
  /** Reads a policy, by promise. */
  static async read(members) {
    members.text('kind', Forms.only(kind));
    const policy = new TrustPolicy();
    policy.roots = members.texts('roots', maximumRoots, Forms.certificate);
    policy.logs = [];
    for (const log of members.parts('logs', maximumLogs)) {
      policy.logs.push(await TrustedLog.read(log));
    }

    if (members.has('chain')) {
      TrustPolicy.#checkChain(members.part('chain'));
    }

    /** Milliseconds. */
    policy.maximumAge = 1000 * members.number('maximumAgeSeconds', 1, maximumAgeLimitSeconds);
    /** Revocation lists at hand; they lie beside the policy, not in it. */
    policy.revocationLists = [];
    policy.requiresRevocation = members.has('requireRevocation') && members.flag('requireRevocation');
    policy.compromisedKeys = members.has('compromisedKeys')
      ? members.parts('compromisedKeys', maximumCompromises).map(TrustPolicy.#compromise)
      : [];
    members.refuseOthers();
    return new Set(policy.logs.map((log) => log.origin)).size === policy.logs.length ? policy : refuse('Two logs have one origin.');
  }

  /** The trusted log of an origin, or undefined where the policy does not name it. */
  logOf(origin) {
    return this.logs.find((log) => log.origin === origin);
  }

  /** A key whose signatures do not count from an index of the log on. */
  static #compromise(members) {
    const key = {
      log: members.text('log', Forms.origin),
      certificate: members.text('certificate', Forms.digest),
      fromIndex: BigInt(members.number('fromIndex')),
    };
    members.refuseOthers();
    return key;
  }

  /** The chain is for those who can ask it; this page only reads that it is well formed. */
  static #checkChain(members) {
    members.number('chainId', 1);
    members.text('contract', Forms.contractAddress);
    members.text('codeHash', Forms.digest);
    members.texts('endpoints', maximumEndpoints, Forms.httpAddress);
    members.refuseOthers();
  }
}
