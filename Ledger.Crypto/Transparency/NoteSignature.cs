using System.Buffers.Binary;
using System.Globalization;
using Ledger.Crypto.Encoding;

namespace Ledger.Crypto.Transparency;

/// <summary>One signature line of a note, as yet unverified: <c>— name base64(keyId ‖ signature)</c>.</summary>
public sealed class NoteSignature
{
    private const string Prefix = "— ";
    private const int KeyIdLength = 4;

    internal NoteSignature(string name, uint keyId, ReadOnlyMemory<byte> signature)
    {
        Name = name;
        KeyId = keyId;
        Signature = signature;
    }

    /// <summary>The name of the key.</summary>
    public string Name { get; }

    /// <summary>A hint at the key: only a name and key together decide, see <see cref="NoteVerifier"/>.</summary>
    public uint KeyId { get; }

    /// <summary>The signature, without the key id; at least one byte.</summary>
    public ReadOnlyMemory<byte> Signature { get; }

    /// <summary>Reads one line without its line feed.</summary>
    /// <exception cref="FormatException">Any text that <see cref="ToString"/> would not give back.</exception>
    public static NoteSignature Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        int space = line.IndexOf(' ', int.Min(Prefix.Length, line.Length));
        if (!line.StartsWith(Prefix, StringComparison.Ordinal)
            || space < 0
            || !NoteText.IsName(line.AsSpan()[Prefix.Length..space]))
        {
            throw new FormatException("A note has a line that is not a signature line.");
        }

        byte[] blob = CanonicalBase64.Decode(line.AsSpan()[(space + 1)..]);
        if (blob.Length <= KeyIdLength)
        {
            throw new FormatException("A note has a signature line without a signature.");
        }

        uint keyId = BinaryPrimitives.ReadUInt32BigEndian(blob);
        return new NoteSignature(line[Prefix.Length..space], keyId, blob.AsMemory(KeyIdLength));
    }

    /// <summary>The line, without a line feed.</summary>
    public override string ToString()
    {
        byte[] blob = new byte[KeyIdLength + Signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(blob, KeyId);
        Signature.Span.CopyTo(blob.AsSpan(KeyIdLength));
        return string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Name} {Convert.ToBase64String(blob)}");
    }
}
