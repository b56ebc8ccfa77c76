namespace Ledger.Node.Seals;

/// <summary>What a signing key may still do.</summary>
internal enum SigningKeyState
{
    /// <summary>在用: it signs.</summary>
    InUse,

    /// <summary>停用: it signs no more; what it signed stays valid.</summary>
    Retired,

    /// <summary>泄露: what the log took in from an index on is not valid.</summary>
    Compromised,
}
