using System.Buffers.Text;
using System.Security.Cryptography;
using Ledger.Node.Parties;

namespace Ledger.Node.Licences;

/// <summary>
/// Writes and reads cursors: the position at which a page ended, with a keyed hash over it, the authority and the query. A cursor
/// goes on with nobody's query but the one it came from; it outlives restarts, and holds nothing back in the ledger.
/// </summary>
internal sealed class LicenceCursors(HolderSecrets secrets)
{
    /// <summary>The longest cursor in characters.</summary>
    public const int LongestText = 64;

    private const int TagLength = 16;

    /// <summary>The cursor of a page.</summary>
    /// <param name="scope">Authority and query.</param>
    /// <param name="position">Where the page ended.</param>
    public string Write(string scope, byte[] position) => Base64Url.EncodeToString([.. position, .. Tag(scope, position)]);

    /// <summary>Where the page ended.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: changed, or of another query or authority.</exception>
    public byte[] Read(string scope, string cursor)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        byte[] bytes = cursor.Length <= LongestText && Base64Url.IsValid(cursor) ? Base64Url.DecodeFromChars(cursor) : [];
        byte[] position = bytes[..Math.Max(0, bytes.Length - TagLength)];
        bool isOurs = position.Length > 0
            && Base64Url.EncodeToString(bytes) == cursor // one text for each cursor
            && CryptographicOperations.FixedTimeEquals(bytes.AsSpan(position.Length), Tag(scope, position));
        return isOurs
            ? position
            : throw new LedgerException(
                LedgerError.InvalidField,
                "游标不属于此查询，请从第一页重新查询。",
                "The cursor does not belong to this query; start again from the first page.",
                "/cursor");
    }

    private byte[] Tag(string scope, byte[] position) => secrets.CursorTag(scope, position).Span[..TagLength].ToArray();
}
