namespace Ledger.Crypto.Transparency;

/// <summary>What a key of the status map is about; keeps the same handle of two kinds apart.</summary>
public enum MapNamespace : byte
{
    /// <summary>A licence.</summary>
    Licence = 1,

    /// <summary>A material.</summary>
    Material = 2,

    /// <summary>A consent.</summary>
    Consent = 3,

    /// <summary>The uses of a consent.</summary>
    Usage = 4,

    /// <summary>An issuing authority.</summary>
    Authority = 5,

    /// <summary>A holder.</summary>
    Holder = 6,

    /// <summary>A log that ended.</summary>
    Log = 7,

    /// <summary>An entry of the catalogue.</summary>
    Catalogue = 8,

    /// <summary>A seal, a grant of its use, or what an authority tried without one.</summary>
    Seal = 9,

    /// <summary>A signing key of an authority; its handle is the first half of its certificate's thumbprint.</summary>
    Key = 10,

    /// <summary>A copy of a licence made for one use (加注件).</summary>
    Copy = 11,

    /// <summary>The audit log beside the log; it has one key.</summary>
    AuditLog = 12,

    /// <summary>An inspection plan (检查计划).</summary>
    Inspection = 13,

    /// <summary>An entry without a meaning.</summary>
    Load = 254,
}
