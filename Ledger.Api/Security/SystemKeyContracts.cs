using Ledger.Node.Security;

namespace Ledger.Api.Security;

/// <summary>What a department applies for.</summary>
/// <param name="System">Name of the system that is to sign with it, one of the caller's own authority.</param>
/// <param name="Key">The key's name in requests, <c>keyid</c>: 1 to 128 visible ASCII characters.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo in base64: Ed25519, P-256 or SM2.</param>
/// <param name="From">From when on it verifies; left out for at once.</param>
/// <param name="Until">Until when it verifies; left out for ever.</param>
/// <param name="Operator">经办人: account of 1 to 64 visible ASCII characters.</param>
public sealed record ProposeKeyRequest(string System, string Key, string PublicKey, DateTimeOffset? From, DateTimeOffset? Until, string Operator);

/// <summary>Who decides on an application.</summary>
/// <param name="Operator">经办人: account, another than applied.</param>
public sealed record DecideKeyRequest(string Operator);

/// <summary>Which key is taken back.</summary>
/// <param name="Key">The key's name.</param>
/// <param name="Operator">经办人: account.</param>
public sealed record WithdrawKeyRequest(string Key, string Operator);

/// <summary>A key that a department registered.</summary>
/// <param name="Key">Its name in requests.</param>
/// <param name="System">The system that signs with it.</param>
/// <param name="State"><c>proposed</c>, <c>in-force</c>, <c>rejected</c> or <c>withdrawn</c>.</param>
/// <param name="Proposal">Name of the application, 32 hexadecimal characters; empty for a key of the settings that was taken back.</param>
/// <param name="PublicKey">The key; empty for one of the settings that was taken back.</param>
/// <param name="From">From when on it verifies; null for ever before.</param>
/// <param name="Until">Until when it verifies; null for ever after.</param>
/// <param name="ApprovableUntil">Until when it may be approved; null where it does not wait for that.</param>
public sealed record SystemKeyContract(
    string Key, string System, string State, string Proposal, string PublicKey, DateTimeOffset? From, DateTimeOffset? Until, DateTimeOffset? ApprovableUntil)
{
    internal static SystemKeyContract Of(RegisteredKey key, DateTimeOffset now) => new(
        key.Key.Id, key.Row.System, key.StateAt(now), Convert.ToHexStringLower(key.Row.Proposal.Span), key.Key.PublicKey, key.Key.From, key.Key.Until,
        key.StateAt(now) == SystemKeyState.Proposed ? key.ApprovableUntil : null);
}

/// <summary>Keys that an authority registered, what changed last first.</summary>
/// <param name="Keys">At most 1,000.</param>
public sealed record SystemKeyListResponse(IReadOnlyList<SystemKeyContract> Keys);
