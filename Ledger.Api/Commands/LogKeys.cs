using Ledger.Crypto.Transparency;

namespace Ledger.Api.Commands;

/// <summary>The keys of one log as the command line gives them.</summary>
/// <param name="Ed25519">Key of the log; its name is the origin.</param>
/// <param name="Sm2">Key of the SM3 twin, or null.</param>
internal sealed record LogKeys(NoteVerifier Ed25519, NoteVerifier? Sm2)
{
    /// <exception cref="FormatException">A key is malformed, or they are not one of Ed25519 and at most one of SM2.</exception>
    public static LogKeys Of(IReadOnlyList<string> vkeys)
    {
        List<NoteVerifier> keys = [.. vkeys.Select(NoteVerifier.Parse)];
        return (keys.FindAll(key => key.Kind == NoteKeyKind.Ed25519), keys.FindAll(key => key.Kind == NoteKeyKind.Sm2)) switch
        {
            ([NoteVerifier ed25519], []) when keys.Count == 1 => new LogKeys(ed25519, null),
            ([NoteVerifier ed25519], [NoteVerifier sm2]) when keys.Count == 2 => new LogKeys(ed25519, sm2),
            _ => throw new FormatException("Give one Ed25519 key with --vkey, and at most one SM2 key."),
        };
    }
}
