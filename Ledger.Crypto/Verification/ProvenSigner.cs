using Ledger.Crypto.Certificates;

namespace Ledger.Crypto.Verification;

/// <summary>Who signed or stamped a file, and by when that is proven.</summary>
/// <param name="Path">From the certificate to a trusted root.</param>
/// <param name="At">When the signature was there: as a time stamp proves it, of a stamp its own time; else now.</param>
public sealed record ProvenSigner(IReadOnlyList<Certificate> Path, DateTimeOffset At)
{
    /// <summary>Whether it is a time-stamping authority: a stolen key of one can write any time.</summary>
    public bool IsStamp { get; init; }

    /// <summary>Of a stamp: the time of a later stamp, of another authority, over it; null where there is none.</summary>
    public DateTimeOffset? Later { get; init; }

    /// <summary>When the lists that came with the file were stamped with it; null where no stamp covers them.</summary>
    public DateTimeOffset? Kept { get; init; }
}
