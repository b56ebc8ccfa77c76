using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Tests.Verification;

/// <summary>
/// Three provinces that watch a fourth, each with a witness and a map auditor; a policy asks for two of three of either. Names in the
/// policy: <c>js</c>, <c>zj</c>, <c>ah</c>, and with <c>-a</c> the auditors.
/// </summary>
internal sealed class TestWitnesses : IDisposable
{
    private readonly Dictionary<string, Ed25519PrivateKey> _keys = [];

    public TestWitnesses()
    {
        foreach (string province in Provinces)
        {
            _keys[province] = Ed25519PrivateKey.Generate();
            _keys[province + "-a"] = Ed25519PrivateKey.Generate();
        }
    }

    public static string[] Enough => ["js", "zj", "js-a", "ah-a"];

    public TlogPolicy Policy => TlogPolicy.Parse(System.Text.Encoding.UTF8.GetBytes(Text));

    public string Text => string.Concat(_keys.Keys.Select(name => $"witness {name} {CosignerOf(name).Verifier}\n"))
        + "group witnesses 2 js zj ah\ngroup auditors 2 js-a zj-a ah-a\ngroup all 2 witnesses auditors\nquorum all\n";

    private static string[] Provinces => ["js", "zj", "ah"];

    public NoteCosigner CosignerOf(string name) => name.EndsWith("-a", StringComparison.Ordinal)
        ? new NoteCosigner($"witness.example/{name[..2]}/map-auditor", _keys[name])
        : new NoteCosigner($"witness.example/{name}", _keys[name]);

    /// <summary>The bundle with its checkpoint cosigned by these at a time.</summary>
    public StatusBundle Cosign(StatusBundle bundle, DateTimeOffset at, params IEnumerable<string> names) =>
        bundle with { Checkpoint = names.Aggregate(bundle.Checkpoint, (note, name) => note.With(CosignerOf(name).Sign(note.Text, at))) };

    public void Dispose()
    {
        foreach (Ed25519PrivateKey key in _keys.Values)
        {
            key.Dispose();
        }
    }
}
