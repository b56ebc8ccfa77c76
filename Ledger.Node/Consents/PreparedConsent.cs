using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Consents;

/// <summary>A consent that is ready to be entered: worked out and sealed outside the turn.</summary>
/// <param name="Granted">The event.</param>
/// <param name="SealedContent">What lies beside it.</param>
/// <param name="Certificate">The birth certificate by which a guardian grants it, as it was then; null for none.</param>
internal sealed record PreparedConsent(ConsentGranted Granted, byte[] SealedContent, Licence? Certificate)
{
    /// <summary>How many other provinces are to be told of it.</summary>
    public int Sources { get; init; }

    /// <summary>Enters it in its turn, unless what it stands on has changed since.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.Busy"/>: the holder was erased, or the certificate changed, just now.</exception>
    public LogReceipt Enter(LedgerWrite write)
    {
        bool stands = HolderKeys.Exists(write, Granted.HolderHandle)
            && (Certificate is null || LicenceTable.Get(write, Certificate.Handle).LastIndex == Certificate.LastIndex);
        if (!stands)
        {
            throw new LedgerException(LedgerError.Busy, "相关数据刚刚变动，请重试。", "What the consent stands on has just changed; try again.");
        }

        if (Sources > 0)
        {
            ConsentSources.Begin(write, Granted.Handle, Sources);
        }

        return write.Append(Granted, SealedContent);
    }
}
