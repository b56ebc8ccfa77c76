using System.Security.Cryptography;

namespace Ledger.Crypto.Ciphers;

/// <summary>
/// SM4 in Galois/Counter Mode (GB/T 36624-2018, 11; NIST SP 800-38D; RFC 8998): secrecy and integrity under one key.
/// Time depends on lengths alone, not on key or data. Safe to call from several threads.
/// </summary>
/// <remarks>
/// A nonce must never be used twice under one key: two messages under the same nonce give away both their difference
/// and the means to forge. A plaintext may have up to 2^36 − 32 bytes, which no span reaches.
/// </remarks>
public sealed class Sm4Gcm : IDisposable
{
    /// <summary>Length of a key in bytes.</summary>
    public const int KeyLength = Sm4.KeyLength;

    /// <summary>Length of a nonce in bytes; no other is accepted.</summary>
    public const int NonceLength = 12;

    /// <summary>Length of a tag in bytes; no shorter one is accepted.</summary>
    public const int TagLength = 16;

    private readonly Sm4 _cipher;
    private readonly byte[] _hashPoint = new byte[Sm4.BlockLength];
    private readonly CarrylessGhash? _carryless;
    private bool _disposed;

    /// <summary>Takes a copy of the key.</summary>
    /// <exception cref="ArgumentException">The key does not have 16 bytes.</exception>
    public Sm4Gcm(ReadOnlySpan<byte> key)
        : this(key, Sm4Encryption.Engine)
    {
    }

    /// <summary>The same in one certain way, for measurements and tests.</summary>
    /// <exception cref="ArgumentException">The key does not have 16 bytes.</exception>
    /// <exception cref="PlatformNotSupportedException">The processor does not have what the engine needs.</exception>
    public Sm4Gcm(ReadOnlySpan<byte> key, Sm4Engine engine)
    {
        _cipher = new Sm4(key, engine);

        // SP 800-38D, 7.1, step 1: H is the image of the zero block.
        _cipher.EncryptBlock(_hashPoint, _hashPoint);
        _carryless = engine == Sm4Engine.Portable ? null : new CarrylessGhash(_hashPoint, engine == Sm4Engine.Gfni512);
    }

    /// <summary>Enciphers and authenticates.</summary>
    /// <param name="nonce">12 bytes, never used before under this key.</param>
    /// <param name="plaintext">What to hide; may be empty.</param>
    /// <param name="ciphertext">As long as the plaintext; the same memory, or none of it.</param>
    /// <param name="tag">16 bytes.</param>
    /// <param name="associatedData">What is authenticated but not hidden; may be empty.</param>
    /// <exception cref="ArgumentException">A length is wrong, or the buffers overlap in part.</exception>
    public void Encrypt(
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> plaintext,
        Span<byte> ciphertext,
        Span<byte> tag,
        ReadOnlySpan<byte> associatedData)
    {
        Check(nonce, plaintext, ciphertext, tag);
        AddKeyStream(nonce, plaintext, ciphertext);
        ComputeTag(nonce, ciphertext, associatedData, tag);
    }

    /// <summary>Checks the tag and, only if it is right, deciphers.</summary>
    /// <param name="nonce">The 12 bytes used to encipher.</param>
    /// <param name="ciphertext">The enciphered data.</param>
    /// <param name="tag">16 bytes.</param>
    /// <param name="plaintext">
    /// As long as the ciphertext; the same memory, or none of it. All zeros when the tag is wrong.
    /// </param>
    /// <param name="associatedData">The associated data used to encipher.</param>
    /// <returns>False when anything, the key included, is not as it was at <see cref="Encrypt"/>.</returns>
    /// <exception cref="ArgumentException">A length is wrong, or the buffers overlap in part.</exception>
    public bool TryDecrypt(
        ReadOnlySpan<byte> nonce,
        ReadOnlySpan<byte> ciphertext,
        ReadOnlySpan<byte> tag,
        Span<byte> plaintext,
        ReadOnlySpan<byte> associatedData)
    {
        Check(nonce, ciphertext, plaintext, tag);
        Span<byte> expected = stackalloc byte[TagLength];
        ComputeTag(nonce, ciphertext, associatedData, expected);
        if (!CryptographicOperations.FixedTimeEquals(expected, tag))
        {
            plaintext.Clear();
            return false;
        }

        AddKeyStream(nonce, ciphertext, plaintext);
        return true;
    }

    /// <summary>Wipes the keys.</summary>
    public void Dispose()
    {
        _disposed = true;
        _cipher.Dispose();
        _carryless?.Dispose();
        CryptographicOperations.ZeroMemory(_hashPoint);
    }

    private void Check(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> input, Span<byte> output, ReadOnlySpan<byte> tag)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (nonce.Length != NonceLength || tag.Length != TagLength)
        {
            throw new ArgumentException($"A nonce has {NonceLength} bytes and a tag {TagLength}.");
        }

        if (input.Length != output.Length)
        {
            throw new ArgumentException("Plaintext and ciphertext differ in length.");
        }

        if (((ReadOnlySpan<byte>)output).Overlaps(input, out int offset) && offset != 0)
        {
            throw new ArgumentException("Plaintext and ciphertext overlap in part.");
        }
    }

    // SP 800-38D, 7.1, step 3: GCTR from inc32(J0), where J0 is nonce ‖ 00000001.
    private void AddKeyStream(ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> input, Span<byte> output) =>
        _cipher.AddCounters(nonce, 2, input, output);

    // SP 800-38D, 7.1, steps 4 to 6.
    private void ComputeTag(
        ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> associatedData, Span<byte> tag)
    {
        Span<byte> sum = stackalloc byte[TagLength];
        if (_carryless is not null)
        {
            _carryless.Compute(associatedData, ciphertext, sum);
        }
        else
        {
            Ghash hash = new(_hashPoint);
            hash.Append(associatedData);
            hash.Append(ciphertext);
            hash.AppendLengths(associatedData.Length, ciphertext.Length);
            hash.CopyTo(sum);
        }

        _cipher.AddCounters(nonce, 1, sum, tag);
    }
}
