using System.Text;
using Google.Protobuf;
using Ledger.Crypto.Hashing;

namespace Ledger.Node.Federation;

/// <summary>What a log signed against its own word or against the rules: its signatures stand below it, so it cannot be denied.</summary>
/// <param name="Trouble"><see cref="MirrorTrouble.Forked"/> or <see cref="MirrorTrouble.RuleBroken"/>.</param>
/// <param name="Time">When it was first seen.</param>
/// <param name="Chinese">What is wrong with it.</param>
/// <param name="English">The same in English.</param>
/// <param name="Verified">The checkpoint verified before, signed; empty where there was none.</param>
/// <param name="VerifiedSm3">That of the SM3 twin.</param>
/// <param name="Shown">The checkpoint in question, signed.</param>
/// <param name="ShownSm3">That of the SM3 twin; empty where none was shown.</param>
internal sealed record MirrorEvidence(
    MirrorTrouble Trouble,
    DateTimeOffset Time,
    string Chinese,
    string English,
    string Verified,
    string VerifiedSm3,
    string Shown,
    string ShownSm3)
{
    /// <summary>What its row is found by.</summary>
    public Digest Name => Digest.Sha256(Encoding.UTF8.GetBytes(string.Join('\0', Trouble, TextOf(Shown), TextOf(ShownSm3))));

    /// <summary>Whether it says all that another says: the same checkpoint in question, seen again.</summary>
    public bool Covers(MirrorEvidence other) =>
        Trouble == other.Trouble
        && TextOf(Shown) == TextOf(other.Shown)
        && (other.ShownSm3.Length == 0 || TextOf(ShownSm3) == TextOf(other.ShownSm3));

    /// <summary>The stored form.</summary>
    public byte[] Encode() => new StoredEvidence
    {
        Trouble = Trouble.ToString(),
        Time = Time.ToUnixTimeSeconds(),
        Chinese = Chinese,
        English = English,
        Verified = Verified,
        VerifiedSm3 = VerifiedSm3,
        Shown = Shown,
        ShownSm3 = ShownSm3,
    }.ToByteArray();

    /// <summary>Reads the stored form.</summary>
    public static MirrorEvidence Decode(byte[] row)
    {
        StoredEvidence stored = StoredEvidence.Parser.ParseFrom(row);
        return new MirrorEvidence(
            Enum.Parse<MirrorTrouble>(stored.Trouble),
            DateTimeOffset.FromUnixTimeSeconds(stored.Time),
            stored.Chinese,
            stored.English,
            stored.Verified,
            stored.VerifiedSm3,
            stored.Shown,
            stored.ShownSm3);
    }

    // An SM2 signature of the same text is another every time.
    private static string TextOf(string note) => note.Split("\n\n")[0];
}
