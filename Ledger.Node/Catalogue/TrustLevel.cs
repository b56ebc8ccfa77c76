namespace Ledger.Node.Catalogue;

/// <summary>可信等级 of a material.</summary>
internal enum TrustLevel
{
    /// <summary>Issued by the source system, and signed.</summary>
    A,

    /// <summary>From authoritative data, not signed at the source.</summary>
    B,

    /// <summary>Collected at a window, and verified there.</summary>
    C,

    /// <summary>Uploaded by its holder, not verified.</summary>
    D,
}
