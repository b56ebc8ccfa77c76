/** How much one OFD may use; the figures of OfdLimits in Ledger.Api. */
export const OfdLimits = {
  fileLength: 20 << 20,
  inflatedLength: 64 << 20,
  inflationRatio: 100,
  freelyInflated: 1 << 20,
  entries: 1_000,
  xmlCharacters: 16 << 20,
  xmlDepth: 64,
  xmlNodes: 200_000,
  nameLength: 255,
  signatures: 32,
  references: 1_000,
  photos: 64,
  milliseconds: 5_000,
};
