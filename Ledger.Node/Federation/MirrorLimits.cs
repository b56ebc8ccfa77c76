using Ledger.Crypto.Transparency;

namespace Ledger.Node.Federation;

/// <summary>What a mirror takes of another log, and how long it waits.</summary>
internal sealed record MirrorLimits
{
    /// <summary>The longest bundle of our own leaves, of which the map commit is the longest.</summary>
    public const int BundleBytes = TilePath.Width * (sizeof(ushort) + MapCommit.Length);

    /// <summary>Bundles between two writes, so that a long catching up takes little memory.</summary>
    public const int BundlesPerWrite = 64;

    /// <summary>How long one answer may take, however slowly it drips.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a step may take.</summary>
    public TimeSpan Step { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>New leaves that a step takes at most; the next goes on from there.</summary>
    public long LeavesPerStep { get; init; } = 1 << 18;

    /// <summary>The copy may be behind for so long.</summary>
    public TimeSpan Lag { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The log's newest map commit, or the quorum that confirmed it since, may be so old: after that its statuses prove nothing any more.</summary>
    public TimeSpan Age { get; init; } = TimeSpan.FromDays(1);
}
