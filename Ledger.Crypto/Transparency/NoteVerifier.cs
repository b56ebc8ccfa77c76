using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Transparency;

/// <summary>
/// A named public key for notes. As text (a "vkey"): <c>name+keyId in 8 hex digits+base64(type ‖ key)</c>, where for
/// SM2 the type is <c>0xff ‖ "sm2-sm3-note-v1"</c> (c2sp.org/signed-note).
/// </summary>
public sealed class NoteVerifier : IEquatable<NoteVerifier>
{
    private const int TimeLength = sizeof(ulong);
    private static readonly byte[] Sm2Type = [0xff, .. "sm2-sm3-note-v1"u8];

    private readonly string _text;

    /// <summary>A key under a name.</summary>
    /// <exception cref="ArgumentException">
    /// A name with white space, a plus sign or nothing in it, or a key of another algorithm.
    /// </exception>
    public NoteVerifier(string name, NoteKeyKind kind, VerifyingKey key)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(key);
        if (!NoteText.IsName(name))
        {
            throw new ArgumentException("A note key's name has no white space and no plus sign.", nameof(name));
        }

        if (key.Algorithm != AlgorithmOf(kind))
        {
            throw new ArgumentException($"A {key.Algorithm} key cannot be a {kind} note key.", nameof(key));
        }

        Name = name;
        Kind = kind;
        Key = key;

        // c2sp.org/signed-note: key ID = SHA-256(name ‖ 0x0A ‖ type ‖ key)[:4]
        byte[] line = NoteText.Utf8.GetBytes($"{name}\n");
        Digest id = Digest.Sha256([.. line, .. TypeOf(kind), .. key.PublicKey.Span]);
        KeyId = BinaryPrimitives.ReadUInt32BigEndian(id.Span);
        _text = string.Create(CultureInfo.InvariantCulture, $"{name}+{KeyId:x8}+{Convert.ToBase64String([.. TypeOf(kind), .. key.PublicKey.Span])}");
    }

    /// <summary>The name that signature lines carry.</summary>
    public string Name { get; }

    /// <summary>What the key signs.</summary>
    public NoteKeyKind Kind { get; }

    /// <summary>The key.</summary>
    public VerifyingKey Key { get; }

    /// <summary>The four bytes that signature lines carry. Not unique: only the signature itself is proof.</summary>
    public uint KeyId { get; }

    /// <summary>Reads a vkey.</summary>
    /// <exception cref="FormatException">
    /// Anything that <see cref="ToString"/> would not give back, or an unusable key.
    /// </exception>
    public static NoteVerifier Parse(string vkey)
    {
        ArgumentNullException.ThrowIfNull(vkey);
        string[] parts = vkey.Split('+', 3);
        if (parts.Length != 3 || !NoteText.IsName(parts[0]))
        {
            throw new FormatException("A note key is written name+keyid+base64.");
        }

        byte[] typeAndKey = CanonicalBase64.Decode(parts[2]);
        foreach (NoteKeyKind kind in Enum.GetValues<NoteKeyKind>())
        {
            ReadOnlySpan<byte> type = TypeOf(kind);
            if (typeAndKey.AsSpan().StartsWith(type)
                && KeyFrom(kind, typeAndKey.AsSpan(type.Length)) is VerifyingKey key)
            {
                NoteVerifier verifier = new(parts[0], kind, key);
                return verifier.ToString() == vkey
                    ? verifier
                    : throw new FormatException("A note key's id does not match its key.");
            }
        }

        throw new FormatException("A note key has an unknown type or is not on its curve.");
    }

    /// <summary>Whether a signature line claims to be this key's.</summary>
    public bool IsNamedBy(NoteSignature signature)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return signature.KeyId == KeyId && signature.Name == Name;
    }

    /// <summary>Whether this key made the signature over the text.</summary>
    /// <param name="text">The note's text with its last line feed.</param>
    /// <param name="signature">A line of that note.</param>
    /// <param name="time">When a cosigner says it saw the text as the newest; null for the other kinds.</param>
    /// <returns>False for another key's line and for any signature that does not verify.</returns>
    public bool Verify(string text, NoteSignature signature, out DateTimeOffset? time)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(signature);
        time = null;
        if (!IsNamedBy(signature))
        {
            return false;
        }

        ReadOnlySpan<byte> bytes = signature.Signature.Span;
        if (Kind != NoteKeyKind.Ed25519Cosignature)
        {
            return Key.Verify(NoteText.Utf8.GetBytes(text), bytes);
        }

        if (bytes.Length <= TimeLength)
        {
            return false;
        }

        // c2sp.org/tlog-cosignature: u64 time ‖ signature
        ulong seconds = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        if (seconds > (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            || !Key.Verify([.. CosignatureHeader((long)seconds), .. NoteText.Utf8.GetBytes(text)], bytes[TimeLength..]))
        {
            return false;
        }

        time = DateTimeOffset.FromUnixTimeSeconds((long)seconds);
        return true;
    }

    /// <summary>The vkey text.</summary>
    public override string ToString() => _text;

    /// <inheritdoc/>
    public bool Equals(NoteVerifier? other) => other is not null && _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NoteVerifier);

    /// <inheritdoc/>
    public override int GetHashCode() => (int)(KeyId & int.MaxValue);

    /// <summary>What an Ed25519 cosigner signs before the text (c2sp.org/tlog-cosignature).</summary>
    internal static byte[] CosignatureHeader(long seconds) =>
        NoteText.Utf8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {seconds}\n"));

    private static ReadOnlySpan<byte> TypeOf(NoteKeyKind kind) => kind switch
    {
        NoteKeyKind.Ed25519 => [0x01],
        NoteKeyKind.Ed25519Cosignature => [0x04],
        NoteKeyKind.Sm2 => Sm2Type,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static SignatureAlgorithm AlgorithmOf(NoteKeyKind kind) =>
        kind == NoteKeyKind.Sm2 ? SignatureAlgorithm.Sm2Sm3 : SignatureAlgorithm.Ed25519;

    private static VerifyingKey? KeyFrom(NoteKeyKind kind, ReadOnlySpan<byte> publicKey)
    {
        try
        {
            return new VerifyingKey(AlgorithmOf(kind), publicKey);
        }
        catch (CryptographicException)
        {
            return null; // the caller names the refusal
        }
    }
}
