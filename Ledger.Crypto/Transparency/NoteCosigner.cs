using System.Buffers.Binary;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Transparency;

/// <summary>
/// A named Ed25519 key of a witness: its signature says that, at a time, a note was the newest it had seen
/// (c2sp.org/tlog-cosignature). Does not own the key.
/// </summary>
public sealed class NoteCosigner
{
    private readonly SigningKey _key;

    /// <summary>A key under a name.</summary>
    /// <exception cref="ArgumentException">
    /// A name that <see cref="NoteVerifier"/> refuses, or a key of another algorithm.
    /// </exception>
    public NoteCosigner(string name, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _key = key;
        VerifyingKey publicKey = new(key.Algorithm, key.PublicKey.Span);
        Verifier = new NoteVerifier(name, NoteKeyKind.Ed25519Cosignature, publicKey);
    }

    /// <summary>The public half.</summary>
    public NoteVerifier Verifier { get; }

    /// <summary>The signature line for a text at a time.</summary>
    /// <param name="text">Whole lines without control characters, the last line feed included.</param>
    /// <param name="time">From 1970; whole seconds count.</param>
    /// <exception cref="ArgumentException">Another text or an earlier time.</exception>
    public NoteSignature Sign(string text, DateTimeOffset time)
    {
        long seconds = time.ToUnixTimeSeconds();
        ArgumentOutOfRangeException.ThrowIfNegative(seconds, nameof(time));
        byte[] signature = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(signature, seconds);
        byte[] message = [.. NoteVerifier.CosignatureHeader(seconds), .. NoteText.Bytes(text)];
        return new NoteSignature(Verifier.Name, Verifier.KeyId, (byte[])[.. signature, .. _key.Sign(message)]);
    }
}
