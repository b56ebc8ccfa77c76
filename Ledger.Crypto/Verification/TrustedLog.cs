using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>A province's log as a verifier trusts it: its origin, the two keys that sign its checkpoints, and who must have cosigned them.</summary>
/// <param name="Origin">First line of its checkpoints, for example <c>ledger.example/sh</c>.</param>
/// <param name="Ed25519">Key of the SHA-256 log.</param>
/// <param name="Sm2">Key of the SM3 twin, whose origin ends in <c>/sm3</c>.</param>
/// <param name="Address">Where a newer status may be asked for, or null. Its answers are evidence, not truth.</param>
/// <param name="Witnesses">
/// Which witnesses and map auditors must have cosigned a checkpoint before a status under it is relied upon; null where the
/// log's own word is enough.
/// </param>
public sealed record TrustedLog(string Origin, NoteVerifier Ed25519, NoteVerifier Sm2, Uri? Address, TlogPolicy? Witnesses = null)
{
    /// <summary>Origin of the SM3 twin.</summary>
    public string Sm3Origin => Origin + "/sm3";

    /// <exception cref="FormatException">A member is missing, unknown or not of its form, or the keys are not those of the log.</exception>
    internal static TrustedLog Read(StrictJsonMembers members)
    {
        TrustedLog log = new(
            members.Text("origin", Forms.Origin),
            members.Text("ed25519", NoteVerifier.Parse),
            members.Text("sm2", NoteVerifier.Parse),
            members.Has("address") ? members.Text("address", Forms.HttpAddress) : null,
            members.Has("policy") ? members.Text("policy", text => TlogPolicy.Parse(NoteText.Utf8.GetBytes(text))) : null);
        members.RefuseOthers();

        // A key of another kind or name signs other notes: then no checkpoint would ever verify, and nobody would know why.
        bool fits = log.Ed25519.Kind == NoteKeyKind.Ed25519 && log.Ed25519.Name == log.Origin
            && log.Sm2.Kind == NoteKeyKind.Sm2 && log.Sm2.Name == log.Sm3Origin;
        if (!fits)
        {
            throw new FormatException($"The keys are not those of {log.Origin} and {log.Sm3Origin}.");
        }

        log.RequireOthersAsWitnesses();
        return log;
    }

    internal JsonObject Write()
    {
        JsonObject json = new()
        {
            ["origin"] = Origin,
            ["ed25519"] = Ed25519.ToString(),
            ["sm2"] = Sm2.ToString(),
        };
        if (Address is not null)
        {
            json["address"] = Address.AbsoluteUri;
        }

        if (Witnesses is not null)
        {
            json["policy"] = Witnesses.Text;
        }

        return json;
    }

    /// <summary>The policy is about this log, and the log is not its own witness.</summary>
    private void RequireOthersAsWitnesses()
    {
        if (Witnesses is null)
        {
            return;
        }

        if (Witnesses.Logs.Any(log => !log.Key.Equals(Ed25519)))
        {
            throw new FormatException($"The policy of {Origin} names another log or another key.");
        }

        if (Witnesses.Witnesses.Any(witness => witness.Key.Key.PublicKey.Span.SequenceEqual(Ed25519.Key.PublicKey.Span)))
        {
            throw new FormatException($"The log {Origin} cannot be its own witness.");
        }
    }
}
