using Ledger.Crypto.Signing;

namespace Ledger.Node.Seals;

/// <summary>Where seals stand and are found.</summary>
/// <param name="Origin">The log's origin.</param>
/// <param name="KeyFolder">The node's key folder.</param>
/// <param name="Province">Division code of the province: what an authority is registered with that had no seal here before.</param>
/// <param name="Passphrase">Of encrypted keys; null where none is. Stays the caller's.</param>
internal sealed record SealPlaces(string Origin, string KeyFolder, string Province, KeyPassphrase? Passphrase = null);
