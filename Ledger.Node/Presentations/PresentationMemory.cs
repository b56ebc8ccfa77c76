using Ledger.Crypto.Hashing;
using Ledger.Crypto.Presentations;
using Ledger.Node.Storage;

namespace Ledger.Node.Presentations;

/// <summary>
/// Which presentations were shown at this node, on the disk before anybody is told that one is new; forgotten some time after they expired.
/// Nobody can tell from the rows who showed what: a row is a hash of random bytes.
/// </summary>
/// <param name="store">The node's store; stays the caller's.</param>
/// <param name="time">The only clock.</param>
/// <param name="mostKept">So many are remembered at most: beyond, the node says that it is busy rather than forget one.</param>
internal sealed class PresentationMemory(StateStore store, TimeProvider time, int mostKept = PresentationMemory.MostKept)
{
    /// <summary>The most that a node remembers: 3,000 a second for as long as it remembers each.</summary>
    public const int MostKept = 2_000_000;

    // A clock that is set back by less than this shows nothing twice.
    private static readonly TimeSpan KeptBeyond = TimeSpan.FromMinutes(10);

    private const int ForgottenAtOnce = 1_000;

    private readonly Lock _turn = new();
    private int? _kept;

    /// <summary>Remembers a presentation.</summary>
    /// <returns>False where it was shown here before.</returns>
    /// <exception cref="LedgerException"><see cref="LedgerError.Busy"/>: too many are remembered.</exception>
    /// <exception cref="StoreException">The disk failed: it may be remembered or not.</exception>
    public bool TryShow(Presentation presentation)
    {
        ArgumentNullException.ThrowIfNull(presentation);
        byte[] key = KeyOf(presentation);
        lock (_turn)
        {
            if (store.Get(Column.ShownPresentations, key) is not null)
            {
                return false;
            }

            WriteBatch batch = new();
            int kept = (_kept ?? Count()) - Forget(batch);
            if (kept >= mostKept)
            {
                throw new LedgerException(
                    LedgerError.Busy, "核验的亮证码过多，请稍后重试。", "Too many presentations are being shown at once; try again shortly.");
            }

            batch.Put(Column.ShownPresentations, key, []);
            store.Write(batch);
            _kept = kept + 1;
            return true;
        }
    }

    /// <summary>Takes some of those out that expired long enough ago: more than come in, so that the rest does not grow.</summary>
    private int Forget(WriteBatch batch)
    {
        long limit = (time.GetUtcNow() - KeptBeyond).ToUnixTimeSeconds();
        byte[][] gone =
        [
            .. store.Scan(Column.ShownPresentations, [], null, ForgottenAtOnce)
                .Select(row => row.Key)
                .TakeWhile(key => key.AsSpan().SequenceCompareTo(RowKey.Of(long.Max(0, limit))) < 0),
        ];
        foreach (byte[] key in gone)
        {
            batch.Delete(Column.ShownPresentations, key);
        }

        return gone.Length;
    }

    private int Count()
    {
        int count = 0;
        byte[]? last = null;
        IReadOnlyList<KeyValuePair<byte[], byte[]>> page;
        do
        {
            page = store.Scan(Column.ShownPresentations, [], last, ForgottenAtOnce);
            count += page.Count;
            last = page.Count > 0 ? page[^1].Key : last;
        }
        while (page.Count == ForgottenAtOnce);
        return count;
    }

    // By the end first, so that what has expired stands in front.
    private static byte[] KeyOf(Presentation presentation) => new RowKey()
        .Add(presentation.ExpiresAt.ToUnixTimeSeconds())
        .AddFixed(Sm3.Hash([.. presentation.SigningKey.Span, .. presentation.Nonce.Span]).Span)
        .ToArray();
}
