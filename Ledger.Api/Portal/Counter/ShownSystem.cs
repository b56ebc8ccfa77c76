using Ledger.Api.Security;

namespace Ledger.Api.Portal.Counter;

/// <summary>A system that calls in an authority's name.</summary>
/// <param name="Name">Its name in the settings.</param>
/// <param name="IsInForce">Whether it may call now.</param>
/// <param name="Types">Names of the licence types on which it may act; empty for all.</param>
/// <param name="RequestsPerMinute">The most signed requests that it may send in a minute.</param>
/// <param name="Left">How many of them are left now.</param>
/// <param name="Networks">Networks that it calls from; empty for any.</param>
/// <param name="ShowsKey">Whether it shows a key instead of signing.</param>
/// <param name="SetKeys">Names of its keys in the settings that were not taken back.</param>
/// <param name="Keys">Its keys that the authority registered, or took back.</param>
public sealed record ShownSystem(
    string Name, bool IsInForce, IReadOnlyList<string> Types, int RequestsPerMinute, int Left, IReadOnlyList<string> Networks, bool ShowsKey,
    IReadOnlyList<string> SetKeys, IReadOnlyList<SystemKeyContract> Keys);
