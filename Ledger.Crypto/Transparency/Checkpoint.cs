using System.Globalization;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>
/// The state of a log (c2sp.org/tlog-checkpoint): the text of a signed note, in exactly three lines. Extension lines
/// are refused: our logs write none, and a line nobody checks is a line somebody will trust.
/// </summary>
/// <param name="Origin">Name of the log: one line without white space.</param>
/// <param name="Size">Number of leaves.</param>
/// <param name="Root">Root hash of their tree.</param>
public sealed record Checkpoint(string Origin, long Size, Digest Root)
{
    /// <summary>The three lines.</summary>
    /// <exception cref="InvalidOperationException">An origin with white space, or a negative size.</exception>
    public string Format() => NoteText.IsName(Origin) && Size >= 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root.ToBase64()}\n")
        : throw new InvalidOperationException("A checkpoint has an origin without white space and a size from 0.");

    /// <summary>Reads what <see cref="Format"/> writes, and nothing else.</summary>
    /// <exception cref="FormatException">
    /// Any other text: more lines, leading zeros, base64 that is not canonical.
    /// </exception>
    public static Checkpoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] lines = text.Split('\n');
        if (lines is [string origin, string size, string root, ""]
            && NoteText.IsName(origin)
            && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out long leaves)
            && leaves.ToString(CultureInfo.InvariantCulture) == size)
        {
            return new Checkpoint(origin, leaves, Digest.FromBase64(root));
        }

        throw new FormatException("A checkpoint is the three lines origin, size and root.");
    }
}
