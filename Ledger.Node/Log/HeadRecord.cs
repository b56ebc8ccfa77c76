using System.Globalization;
using System.Text;
using Ledger.Crypto.Hashing;

namespace Ledger.Node.Log;

/// <summary>
/// What the head file holds: the newest size this node signed, with both notes; size 0 and no notes before the first event.
/// </summary>
/// <param name="Size">Number of leaves.</param>
/// <param name="Note">The signed SHA-256 checkpoint.</param>
/// <param name="Sm3Note">The signed SM3 checkpoint.</param>
internal sealed record HeadRecord(long Size, string Note, string Sm3Note)
{
    private const string FirstLine = "ledger head 1";

    /// <summary>The head of a log that has signed nothing.</summary>
    public static HeadRecord Empty { get; } = new(0, string.Empty, string.Empty);

    /// <summary>Four lines that say what follows, both notes, and the SM3 of all before it.</summary>
    public byte[] Encode()
    {
        byte[] content = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{FirstLine}\nsize {Size}\nnote {Note.Length}\nsm3note {Sm3Note.Length}\n{Note}{Sm3Note}"));
        return [.. content, .. Encoding.UTF8.GetBytes($"sm3 {Sm3.Hash(content).ToHex()}\n")];
    }

    /// <summary>Reads what <see cref="Encode"/> writes, and nothing else.</summary>
    /// <exception cref="FormatException">Any other bytes: torn, damaged or of another version.</exception>
    public static HeadRecord Parse(ReadOnlySpan<byte> bytes)
    {
        string text = Encoding.UTF8.GetString(bytes);
        string[] lines = text.Split('\n', 5);
        if (lines.Length == 5
            && lines[0] == FirstLine
            && Number(lines[1], "size ") is long size
            && Number(lines[2], "note ") is long note
            && Number(lines[3], "sm3note ") is long sm3Note
            && note <= lines[4].Length
            && sm3Note <= lines[4].Length - note)
        {
            HeadRecord head = new(size, lines[4][..(int)note], lines[4].Substring((int)note, (int)sm3Note));
            if (bytes.SequenceEqual(head.Encode()))
            {
                return head;
            }
        }

        throw new FormatException("The head file is torn or damaged.");
    }

    private static long? Number(string line, string label) =>
        line.StartsWith(label, StringComparison.Ordinal)
        && long.TryParse(line.AsSpan(label.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : null;
}
