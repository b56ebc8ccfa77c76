using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Node.Federation;

/// <summary>The copy of this node's own log that another node keeps, as yet believed in nothing but this log's signatures.</summary>
internal sealed class KeptCopy : IDisposable
{
    private readonly RemoteLog _remote;

    private KeptCopy(Uri place)
    {
        Place = place;
        _remote = new RemoteLog(place);
    }

    /// <summary>Where it lies.</summary>
    public Uri Place { get; }

    /// <summary>What this log signed for the size of the copy.</summary>
    public SignedPair Signed { get; private set; } = null!;

    /// <summary>Asks a node for its copy.</summary>
    /// <param name="node">The node's address.</param>
    /// <param name="own">This log and its keys.</param>
    /// <param name="cancel">Ends the asking.</param>
    /// <exception cref="IOException">It does not answer, or keeps none.</exception>
    /// <exception cref="MirrorException">What it shows is not signed by this log.</exception>
    public static async Task<KeptCopy> AskAsync(Uri node, TrustedLog own, CancellationToken cancel)
    {
        KeptCopy copy = new(new Uri($"{node.AbsoluteUri.TrimEnd('/')}/mirror/{Witness.KeyOf(own.Origin).ToHex()}"));
        try
        {
            copy.Signed = await SignedPair.ReadAsync(copy._remote.ReadAsync, own, cancel);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>Its leaves from an index on. Whether they are the signed ones is for the caller to find out.</summary>
    /// <exception cref="IOException">One cannot be read.</exception>
    /// <exception cref="FormatException">A bundle is malformed.</exception>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> LeavesAsync(long from, Action<string> progress, CancellationToken cancel)
    {
        List<ReadOnlyMemory<byte>> leaves = [];
        for (long at = from; at < Signed.Size;)
        {
            long bundle = at / TilePath.Width;
            long first = bundle * TilePath.Width;
            long end = long.Min(first + TilePath.Width, Signed.Size);
            byte[] bytes = await _remote.ReadAsync(TilePath.Entries(bundle, (int)(end - first)), EntryBundle.MaxLength, cancel);
            IReadOnlyList<ReadOnlyMemory<byte>> entries = EntryBundle.Parse(bytes);
            if (entries.Count != end - first)
            {
                throw new FormatException($"The bundle has {entries.Count} entries, not {end - first}.");
            }

            leaves.AddRange(entries.Skip((int)(at - first)));
            at = end;
            progress($"{leaves.Count} / {Signed.Size - from} leaves / 条目");
        }

        return leaves;
    }

    public void Dispose() => _remote.Dispose();
}
