using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Receipts;
using Ledger.Node.Consents;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Security;
using Ledger.Node.Storage;

namespace Ledger.Node.Exchange;

/// <summary>
/// 用证回执: this node states, signed, that it opened what another province gave it for a use, and its log has that, before a department is given anything of it. For a system that
/// opens envelopes itself it states what that system says.
/// </summary>
/// <param name="ledger">The writer.</param>
/// <param name="vault">Seals receipts.</param>
/// <param name="sign">Signs a statement of the node's own, at a moment; null where it has no keys for that now: then it gives no receipts.</param>
/// <param name="time">The only clock.</param>
internal sealed class GivenReceipts(LedgerWriter ledger, NodeVault vault, Func<string, JsonObject, DateTimeOffset, SignedStatement?> sign, TimeProvider time)
{
    // Told apart from other bodies before any is decoded: whoever follows a log reads all of it.
    private static readonly byte[] Name = Encoding.UTF8.GetBytes(GivenReceiptTable.Given);

    /// <summary>States it, once for each use.</summary>
    /// <param name="caller">The department's system.</param>
    /// <param name="province">The province that gave.</param>
    /// <param name="use">Name of the use.</param>
    /// <param name="index">Its index in that province's log.</param>
    /// <param name="answer">SM3 of the answer as it was opened.</param>
    /// <param name="isByDepartment">Whether the system opened it, by a key of its own, and says so.</param>
    /// <param name="cancel">Stops waiting; the receipt may be entered all the same.</param>
    /// <returns>The signed statement, which is the first one where a use is answered again; empty where this node gives none.</returns>
    /// <exception cref="LedgerException">It cannot be entered now.</exception>
    public async Task<ReadOnlyMemory<byte>> GiveAsync(UseCaller caller, NeighbourProvince province, string use, long index, Digest answer, bool isByDepartment, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(province);
        RequestKey key = RequestKey.For($"use-receipts\n{province.Origin}", use, []); // the use's name is known to the two provinces alone
        using (LedgerRead before = ledger.Read())
        {
            if (before.ReceiptOf(key) is LogReceipt known)
            {
                return ReceiptAt(before, known.Index);
            }
        }

        if (sign(UseReceipt.Kind, UseReceipt.StatementOf(use, province.Origin, index, caller.Authority, answer, isByDepartment), time.GetUtcNow()) is not SignedStatement signed)
        {
            return default;
        }

        ByteString handle = Handle.New();
        GivenReceiptContent content = new() { Province = province.Division, UseIndex = index, Receipt = ByteString.CopyFrom(signed.ToBytes()) };
        byte[] sealedContent = vault.Seal(handle.Span, content.ToByteArray());
        UseReceiptGiven given = new() { Handle = handle, SealedSm3 = SealedDigest.Of(sealedContent) };
        LogReceipt receipt = await ledger.WriteOnceAsync(key, write => write.Append(given, sealedContent), cancel);
        using LedgerRead after = ledger.Read();
        return ReceiptAt(after, receipt.Index);
    }

    /// <summary>The receipts that the log has from an index on, the oldest first; those whose content was lost are left out.</summary>
    /// <param name="from">The first index to look at.</param>
    /// <param name="limit">At most so many events are looked at.</param>
    /// <returns>The receipts, and the index to go on at.</returns>
    public (IReadOnlyList<(long Index, GivenReceiptContent Content)> Receipts, long Next) From(long from, int limit)
    {
        using LedgerRead rows = ledger.Read();
        long next = long.Min(from + limit, rows.Head?.Size ?? 0);
        byte[]? after = from == 0 ? null : RowKey.Of(from - 1);
        List<(long, GivenReceiptContent)> found = [];
        foreach ((byte[] key, byte[] body) in rows.Scan(Column.Bodies, [], after))
        {
            long index = LogRows.ReadNumber(key);
            if (index >= next)
            {
                break;
            }

            if (body.AsSpan().IndexOf(Name) >= 0 && Find(rows, index) is GivenReceiptContent content)
            {
                found.Add((index, content));
            }
        }

        return (found, long.Max(from, next));
    }

    private ReadOnlyMemory<byte> ReceiptAt(LedgerRead rows, long index) => Find(rows, index)?.Receipt.Memory ?? default;

    private GivenReceiptContent? Find(LedgerRead rows, long index) =>
        rows.Get(Column.Bodies, RowKey.Of(index)) is byte[] body && EventCodec.Decode(body) is { Name: GivenReceiptTable.Given } given
        && rows.Get(Column.Sealed, RowKey.Of(index)) is byte[] content
            ? GivenReceiptContent.Parser.ParseFrom(vault.Open(UseReceiptGiven.Parser.ParseFrom(given.Event).Handle.Span, content))
            : null;
}
