using Ledger.Node.Storage;

namespace Ledger.Node.Log;

/// <summary>
/// The file that remembers what was signed last. It lies outside the database, which cannot prove its own completeness: a
/// database that lost its newest rows opens without complaint.
/// </summary>
internal sealed class HeadFile(string path)
{
    private const int MaxBytes = 1 << 18;

    /// <summary>What the file holds, or null when there is none.</summary>
    /// <exception cref="FormatException">It is torn or damaged.</exception>
    public HeadRecord? Read()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        return new FileInfo(path).Length <= MaxBytes
            ? HeadRecord.Parse(File.ReadAllBytes(path))
            : throw new FormatException("The head file is too long.");
    }

    /// <summary>Replaces the file; on the disk when this returns.</summary>
    /// <exception cref="IOException">The disk failed: old or new, nobody knows.</exception>
    public void Write(HeadRecord head) => DurableFile.Replace(path, head.Encode());
}
