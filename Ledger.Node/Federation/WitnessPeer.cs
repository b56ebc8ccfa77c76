using Ledger.Crypto.Transparency;

namespace Ledger.Node.Federation;

/// <summary>Another organisation's witness, to which this node submits its checkpoints.</summary>
internal sealed record WitnessPeer
{
    /// <summary>Name for people and records.</summary>
    public required string Name { get; init; }

    /// <summary>Its cosignature key, for example <c>witness.example/js+517c0454+BIE5…</c>.</summary>
    public required string Vkey { get; init; }

    /// <summary>Its submission prefix, to which <c>/add-checkpoint</c> is added (c2sp.org/tlog-witness).</summary>
    public required Uri Address { get; init; }

    /// <summary>Its key.</summary>
    /// <exception cref="FormatException">It is no vkey, or not of a cosigner.</exception>
    public NoteVerifier Verifier() =>
        NoteVerifier.Parse(Vkey) is { Kind: NoteKeyKind.Ed25519Cosignature } key
            ? key
            : throw new FormatException($"the vkey of {Name} is not a cosigner's.");

    /// <summary>Why it cannot be used, as a sentence; null where it can.</summary>
    public string? Problem()
    {
        try
        {
            Verifier();
        }
        catch (FormatException e)
        {
            return e.Message;
        }

        return Address.IsAbsoluteUri && (Address.Scheme is "http" or "https")
            ? null
            : $"the address of {Name} is not an absolute http or https address.";
    }
}
