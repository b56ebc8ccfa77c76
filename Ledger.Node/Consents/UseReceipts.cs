using Google.Protobuf;
using Ledger.Crypto.Receipts;
using Ledger.Crypto.Verification;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Consents;

/// <summary>用证回执: the node of the province that used something here states, signed, that it opened it; the holder sees that.</summary>
internal sealed class UseReceipts(LedgerWriter ledger, TrustPolicy? trust, HolderVault vault, TimeProvider time)
{
    private const string Purpose = "use-receipt";

    // The other node's clock is its own.
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    /// <summary>Enters the receipt of a use, once.</summary>
    /// <param name="province">Division code of the province whose node gives it.</param>
    /// <param name="origin">Origin of that node's log.</param>
    /// <param name="index">Log index of the use.</param>
    /// <param name="receipt">The signed statement.</param>
    /// <param name="key">The request; repeated it is the same receipt.</param>
    /// <param name="cancel">Stops waiting; it may be entered all the same.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.NotFound"/>: no use of that province's, or its holder was erased; <see cref="LedgerError.InvalidField"/>: it is no receipt, or one of another
    /// use; <see cref="LedgerError.SignatureInvalid"/>: not signed by that node; <see cref="LedgerError.WrongState"/>: there is another;
    /// <see cref="LedgerError.Unavailable"/>: this node has no trust policy.
    /// </exception>
    public async Task<LogReceipt> TakeAsync(string province, string origin, long index, ReadOnlyMemory<byte> receipt, RequestKey key, CancellationToken cancel)
    {
        ledger.RequireWriting();
        UseReceipted receipted;
        byte[] content;
        using (LedgerRead rows = ledger.Read())
        {
            UseRow use = UseTable.GetAt(rows, index);
            RequireOf(province, origin, index, use, UseContents.TryOpen(rows, vault, index, use.Made), receipt.Span);
            content = vault.Seal(rows, use.Made.HolderHandles, Purpose, new UseReceiptContent { Receipt = ByteString.CopyFrom(receipt.Span) }.ToByteArray());
            receipted = new UseReceipted
            {
                Handle = use.Made.Handle,
                Use = use.Made.Use,
                UseIndex = index,
                HolderHandles = { use.Made.HolderHandles },
                SealedSm3 = SealedDigest.Of(content),
            };
        }

        return await ledger.WriteOnceAsync(
            key,
            write => UseTable.GetAt(write, index).ReceiptIndex == 0
                ? write.Append(receipted, content)
                : throw new LedgerException(LedgerError.WrongState, "此次用证已有回执。", "There is a receipt of this use already."),
            cancel);
    }

    /// <summary>The receipt of a use, as it was signed; empty where there is none, or it cannot be read any more.</summary>
    public static ReadOnlyMemory<byte> Find(LedgerRead rows, HolderVault vault, UseRow use) =>
        use.ReceiptIndex > 0 && vault.TryOpenBeside(rows, use.Made.HolderHandles, Purpose, use.ReceiptIndex) is byte[] content
            ? UseReceiptContent.Parser.ParseFrom(content).Receipt.Memory
            : default;

    private void RequireOf(string province, string origin, long index, UseRow use, UseContent? content, ReadOnlySpan<byte> bytes)
    {
        // A province learns nothing of uses that are not its own.
        if (content is null || content.Recipient.IsEmpty || !content.System.StartsWith(province + "/", StringComparison.Ordinal))
        {
            throw GivenConsents.NotFound();
        }

        IReadOnlyList<Check> checks = UseReceipt.Verify(
            bytes, answer: null, trust ?? throw new LedgerException(LedgerError.Unavailable, "本节点没有信任策略，无法核对回执。", "This node has no trust policy to check receipts by."),
            out UseReceipt? stated);
        if (stated is null)
        {
            throw Wrong("不是用证回执。", "It is no use receipt.");
        }

        if (checks.Any(check => check.Result is not CheckResult.Passed))
        {
            throw new LedgerException(LedgerError.SignatureInvalid, "用证回执的签名不成立。", "The signatures of the use receipt do not hold.", "/receipt");
        }

        DateTimeOffset used = DateTimeOffset.FromUnixTimeMilliseconds(use.Time);
        bool fits = (stated.Node, stated.Log, stated.Index) == (origin, ledger.Origin, index)
            && (stated.Use, stated.Authority) == (ConsentName.Of(use.Made.Use), content.Authority)
            && stated.Time >= used - ClockDifference && stated.Time <= time.GetUtcNow() + ClockDifference;
        if (!fits)
        {
            throw Wrong("回执所述的不是此次用证。", "The receipt is not of this use.");
        }
    }

    private static LedgerException Wrong(string chinese, string english) => new(LedgerError.InvalidField, chinese, english, "/receipt");
}
