using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>What remote parties answered. None of it is believed without proof; its absence is only a remark.</summary>
public sealed record RemoteEvidence
{
    /// <summary>Nobody was asked.</summary>
    public static RemoteEvidence None { get; } = new();

    /// <summary>A newer status bundle from the issuing log, unverified; null if there is none.</summary>
    public StatusBundle? Status { get; init; }

    /// <summary>That the newer status' checkpoint continues the licence's own, unverified; null if the log did not say.</summary>
    public LogConsistency? Consistency { get; init; }

    /// <summary>Why there is no newer status, in a few words; null if nobody was asked.</summary>
    public string? StatusProblem { get; init; }

    /// <summary>A newer status bundle of the seal that the licence bears, unverified; null if there is none.</summary>
    public StatusBundle? SealStatus { get; init; }

    /// <summary>That the seal status' checkpoint continues the licence's own, unverified; null if the log did not say.</summary>
    public LogConsistency? SealConsistency { get; init; }

    /// <summary>Newer status bundles of the keys that signed, from the issuing log, unverified; none where nobody was asked.</summary>
    public IReadOnlyList<StatusBundle> Keys { get; init; } = [];

    /// <summary>What the anchor contract holds for an anchored size of the log.</summary>
    public ChainAnswer? Chain { get; init; }

    /// <summary>Why the chain gave no answer, in a few words; null if it was not asked.</summary>
    public string? ChainProblem { get; init; }
}

/// <summary>The contract's answer for one size of one log.</summary>
/// <param name="Size">The size asked for.</param>
/// <param name="Digest">The digest anchored for it; null where the contract holds none.</param>
public sealed record ChainAnswer(long Size, Digest? Digest);
