import { EventType } from './EventType.js';

/** The status of one key in the status map, by the numbers of SubjectStatus in Ledger.Crypto. */
export const SubjectStatus = { valid: 1, suspended: 2, revoked: 3, disputed: 4, suspendedDisputed: 5, registered: 16, withdrawn: 18 };

const { valid, suspended, revoked, disputed, suspendedDisputed, registered, withdrawn } = SubjectStatus;
const hasNotEnded = [valid, suspended, disputed, suspendedDisputed];
const record = [[undefined, registered], [registered, registered]];

/** For each type of event, which status it leads to from which; undefined before the first event. */
const steps = new Map([
  [EventType.issue, [[undefined, valid]]],
  [EventType.amend, [[valid, valid], [suspended, suspended]]],
  [EventType.suspend, [[valid, suspended], [disputed, suspendedDisputed]]],
  [EventType.resume, [[suspended, valid], [suspendedDisputed, disputed]]],
  [EventType.dispute, [[valid, disputed], [suspended, suspendedDisputed]]],
  [EventType.disputeLifted, [[disputed, valid], [suspendedDisputed, suspended]]],
  [EventType.endorse, hasNotEnded.map((status) => [status, status])],
  [EventType.revoke, [...hasNotEnded, registered].map((status) => [status, revoked])],
  [EventType.consentGranted, [[undefined, valid]]],
  [EventType.consentWithdrawn, [[valid, withdrawn]]],
  [EventType.inspectionRegistered, [[undefined, valid]]],
  [EventType.inspectionEnded, [[valid, withdrawn]]],
  [EventType.materialUsed, [[valid, valid], ...record]],
  [EventType.materialNoted, [[registered, registered]]],
  [EventType.materialErased, [[registered, withdrawn], [revoked, withdrawn]]],
  [EventType.useReceipted, record],
  [EventType.sealApplied, [[undefined, registered]]],
  [EventType.sealApproved, [[registered, registered]]],
  [EventType.sealRejected, [[registered, revoked]]],
  [EventType.sealMade, [[undefined, valid], [registered, valid]]],
  [EventType.sealFrozen, [[valid, suspended]]],
  [EventType.sealUnfrozen, [[suspended, valid]]],
  [EventType.sealRevoked, [registered, valid, suspended].map((status) => [status, revoked])],
  [EventType.sealGranted, [[undefined, valid]]],
  [EventType.sealGrantWithdrawn, [[valid, withdrawn]]],
  [EventType.sealUseRefused, record],
  [EventType.keyEntered, [[undefined, valid]]],
  [EventType.keyRetired, [[undefined, withdrawn], [valid, withdrawn]]],
  [EventType.keyCompromised, [undefined, valid, withdrawn].map((status) => [status, revoked])],
  [EventType.logContinued, [[undefined, registered]]],
  [EventType.materialRegistered, record],
  [EventType.authorityRegistered, record],
  [EventType.holderRegistered, record],
  [EventType.catalogueEntered, record],
  [EventType.auditCommitted, record],
  [EventType.loadAdded, record],
]);

/** The status after an event, or undefined where the event cannot follow. */
export function statusAfter(before, type) {
  return steps.get(type)?.find(([from]) => from === before)?.[1];
}
