using Ledger.Node.Storage;

namespace Ledger.Node.Licences;

/// <summary>One row under which a licence is found.</summary>
/// <param name="Column">Where.</param>
/// <param name="Key">Its key; two rows with the same bytes are the same.</param>
internal sealed record IndexRow(Column Column, byte[] Key)
{
    /// <inheritdoc/>
    public bool Equals(IndexRow? other) => other is not null && other.Column == Column && RowBytes.Instance.Equals(other.Key, Key);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Column, RowBytes.Instance.GetHashCode(Key));
}
