namespace Ledger.Node.Storage;

/// <summary>Lays changes over rows, both in key order.</summary>
internal static class RowMerge
{
    /// <summary>Every key of both once, in order; of two equal keys the upper wins. A null value is a deletion.</summary>
    public static IEnumerable<KeyValuePair<byte[], byte[]?>> Over(
        IEnumerable<KeyValuePair<byte[], byte[]?>> lower, IEnumerable<KeyValuePair<byte[], byte[]?>> upper)
    {
        using IEnumerator<KeyValuePair<byte[], byte[]?>> below = lower.GetEnumerator();
        using IEnumerator<KeyValuePair<byte[], byte[]?>> above = upper.GetEnumerator();
        bool hasBelow = below.MoveNext();
        bool hasAbove = above.MoveNext();
        while (hasBelow || hasAbove)
        {
            int order = !hasAbove ? -1 : !hasBelow ? 1 : RowOrder.Instance.Compare(below.Current, above.Current);
            yield return order < 0 ? below.Current : above.Current;
            hasBelow = order <= 0 ? below.MoveNext() : hasBelow;
            hasAbove = order >= 0 ? above.MoveNext() : hasAbove;
        }
    }
}
