namespace Ledger.Crypto.Transparency;

/// <summary>What a policy has defined so far, and the rules that each further definition must keep (c2sp.org/tlog-policy).</summary>
internal sealed class TlogPolicyNames
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _logKeys = new(StringComparer.Ordinal);
    private readonly HashSet<string> _witnessKeys = new(StringComparer.Ordinal);

    public void Add(TlogPolicyLog log)
    {
        Require(log.Key.Kind != NoteKeyKind.Ed25519Cosignature, "A log's key signs notes; this one cosigns.");
        Require(_logKeys.Add(KeyOf(log.Key)), "This log's key stands twice.");
    }

    public void Add(TlogPolicyWitness witness)
    {
        Require(witness.Key.Kind == NoteKeyKind.Ed25519Cosignature, "A witness's key cosigns; this one signs notes.");
        Require(_witnessKeys.Add(KeyOf(witness.Key)), "This witness's key stands twice.");
        Define(witness.Name);
    }

    public void Add(TlogPolicyGroup group)
    {
        Require(group.Threshold >= 1 && group.Threshold <= group.Members.Count, "A group's threshold is 1 to the number of its members.");
        foreach (string member in group.Members)
        {
            Require(_names.Contains(member), $"{member} is not defined before this group.");
            Require(_members.Add(member), $"{member} is a member already: it would count twice.");
        }

        Define(group.Name);
    }

    public void RequireQuorum(string name) =>
        Require(name == TlogPolicy.NoQuorum || _names.Contains(name), $"The quorum {name} is not defined.");

    private static string KeyOf(NoteVerifier key) => Convert.ToBase64String(key.Key.PublicKey.Span);

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FormatException(otherwise);
        }
    }

    private void Define(string name)
    {
        Require(name.Length > 0 && name != TlogPolicy.NoQuorum && !name.Any(c => c <= ' ' || c == 0x7f), $"{name} cannot be a name.");
        Require(_names.Add(name), $"{name} is defined already.");
    }
}
