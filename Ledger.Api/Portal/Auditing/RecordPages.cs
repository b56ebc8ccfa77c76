using Ledger.Api.Problems;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Anchoring;
using Ledger.Node.Federation;
using Ledger.Node.Log;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Auditing;

/// <summary>Anybody follows one entry of the log here all its way: event, leaf, checkpoint, cosignatures, anchor. Leaves name nobody.</summary>
internal static class RecordPages
{
    public static void MapRecords(this IEndpointRouteBuilder routes) => routes.MapGet("/records/{index:long}", ShowAsync).ExcludeFromDescription();

    private static async Task<RazorComponentResult<RecordPage>> ShowAsync(HttpContext context, long index, ProvinceNode node, CancellationToken cancel)
    {
        node.Ledger.RequireTrusted();
        ShownHead shown = await node.Witnessing.Cosigned.CoveringAsync(index, cancel);
        using LedgerRead rows = node.Ledger.Read();
        LogEntry entry = LogEntry.Read(rows, index);
        Digest[] path = new LogProofs(rows, shown.Head).Inclusion(MerkleHasher.Sha256, index, shown.Head.Size);
        AnchorRecord? anchor = node.Anchors?.LatestFinal(long.MaxValue) is AnchorRecord record && record.Anchor.Size > index ? record : null;
        return Pages.Show<RecordPage>(context, new
        {
            Record = new ShownRecord(
                index,
                entry.Event is { } e ? ShownRecord.WordOf(e.Type) : new TextInBoth("状态图承诺", "Commitment to the status map"),
                BeijingTime.TextOf(entry.Event?.Time ?? entry.Commit!.Time),
                entry.Event?.MapKey.ToHex(),
                entry.Event?.PreviousIndex,
                entry.Event?.BodySha256.ToHex() ?? entry.Commit!.MapRoot.ToHex(),
                entry.Event?.BodySm3.ToHex() ?? "",
                rows.ReceiptAt(index).LeafHash.ToHex(),
                [.. path.Select(hash => hash.ToHex())],
                shown.Head.Size,
                shown.Head.Checkpoint.Root.ToHex(),
                shown.Note.ToString(),
                [.. shown.Report?.Cosignatures.Select(cosignature => cosignature.Verifier.Name) ?? []],
                shown.HasQuorum,
                anchor is null ? null : new ShownAnchor(
                    anchor.Anchor.Size, anchor.ChainId, anchor.Contract.ToString(), anchor.Transaction.ToHex(), anchor.Block, anchor.Anchor.Digest().ToHex())),
        });
    }
}
