using Ledger.Crypto.Verification;

namespace Ledger.Node.Exchange;

/// <summary>What a copy for one use says of itself, under the national short names (GB/T 36903-2018, 加注件).</summary>
internal static class CopyMetadata
{
    /// <summary>The four items, in the order of the standard.</summary>
    public static IReadOnlyList<MetadataItem> Of(CopyStatement copy)
    {
        ArgumentNullException.ThrowIfNull(copy);
        return
        [
            new(MetadataNames.CopyMadeAt, BeijingTime.TextOf(copy.MadeAt)),
            new(MetadataNames.CopyMaker, copy.Maker),
            new(MetadataNames.CopyPurpose, copy.Purpose),
            new(MetadataNames.CopyExpiresAt, BeijingTime.TextOf(copy.ExpiresAt)),
        ];
    }
}
