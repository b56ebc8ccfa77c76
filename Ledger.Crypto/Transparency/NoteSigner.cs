using Ledger.Crypto.Signing;

namespace Ledger.Crypto.Transparency;

/// <summary>A named private key that signs the text of notes: Ed25519 or SM2. Does not own the key.</summary>
public sealed class NoteSigner
{
    private readonly SigningKey _key;

    /// <summary>A key under a name.</summary>
    /// <exception cref="ArgumentException">
    /// A name that <see cref="NoteVerifier"/> refuses, or a key of another algorithm.
    /// </exception>
    public NoteSigner(string name, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _key = key;
        NoteKeyKind kind = key.Algorithm == SignatureAlgorithm.Sm2Sm3 ? NoteKeyKind.Sm2 : NoteKeyKind.Ed25519;
        Verifier = new NoteVerifier(name, kind, new VerifyingKey(key.Algorithm, key.PublicKey.Span));
    }

    /// <summary>The public half.</summary>
    public NoteVerifier Verifier { get; }

    /// <summary>The signature line for a text.</summary>
    /// <param name="text">Whole lines without control characters, the last line feed included.</param>
    /// <exception cref="ArgumentException">Another text.</exception>
    public NoteSignature Sign(string text) => new(Verifier.Name, Verifier.KeyId, _key.Sign(NoteText.Bytes(text)));
}
