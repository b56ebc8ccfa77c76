namespace Ledger.Crypto.Transparency;

/// <summary>What a dense status bundle carries beyond the proof of the status itself. The values stand in its second byte.</summary>
[Flags]
public enum DenseParts
{
    /// <summary>The status, its place in the map, and the map's in the SHA-256 tree: enough to prove the status.</summary>
    None = 0,

    /// <summary>The SM3 twin's checkpoint and path.</summary>
    Twin = 1,

    /// <summary>The events: proof of every earlier moment, and of what was issued.</summary>
    Events = 2,

    /// <summary>Where the log is anchored on a chain.</summary>
    Anchor = 4,

    /// <summary>All that the bundle has.</summary>
    All = Twin | Events | Anchor,
}
