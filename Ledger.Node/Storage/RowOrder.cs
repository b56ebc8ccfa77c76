namespace Ledger.Node.Storage;

/// <summary>The order of keys in the store: unsigned bytes, the shorter first.</summary>
internal sealed class RowOrder : IComparer<KeyValuePair<byte[], byte[]?>>
{
    /// <summary>The one instance.</summary>
    public static RowOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(KeyValuePair<byte[], byte[]?> x, KeyValuePair<byte[], byte[]?> y) =>
        x.Key.AsSpan().SequenceCompareTo(y.Key);
}
