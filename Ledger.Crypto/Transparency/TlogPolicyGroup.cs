namespace Ledger.Crypto.Transparency;

/// <summary>Witnesses or groups that count as one: usually an organisation, or the provinces together.</summary>
/// <param name="Name">Its name within the policy.</param>
/// <param name="Threshold">So many members must have witnessed a checkpoint; from 1 to their number.</param>
/// <param name="Members">Names defined before it; none is a member of another group.</param>
public sealed record TlogPolicyGroup(string Name, int Threshold, IReadOnlyList<string> Members);
