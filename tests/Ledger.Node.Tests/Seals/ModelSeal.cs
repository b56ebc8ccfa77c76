using Google.Protobuf;
using Ledger.Node.Seals;

namespace Ledger.Node.Tests.Seals;

/// <summary>What a seal should be, by a table written from the field's rules and by nothing of the ledger's.</summary>
internal sealed class ModelSeal(ByteString handle)
{
    // Act → states that permit it → state after.
    private static readonly Dictionary<string, (SealState[] Before, SealState After)> Table = new()
    {
        ["approve"] = ([SealState.Applied], SealState.InForce), // the node makes it at once
        ["approve-alone"] = ([], SealState.Applied),
        ["reject"] = ([SealState.Applied], SealState.Rejected),
        ["freeze"] = ([SealState.InForce], SealState.Frozen),
        ["unfreeze"] = ([SealState.Frozen], SealState.InForce),
        ["withdraw"] = ([SealState.Applied], SealState.Revoked),
        ["revoke"] = ([SealState.InForce, SealState.Frozen], SealState.Revoked),
    };

    public static IReadOnlyList<string> Acts { get; } = [.. Table.Keys];

    public ByteString Handle => handle;

    public SealState State { get; private set; } = SealState.Applied;

    public DateTimeOffset MadeAt { get; private set; }

    public int Uses { get; set; }

    public List<ModelGrant> Grants { get; } = [];

    public bool IsGrantable => State is SealState.InForce or SealState.Frozen;

    public bool Permits(string act) => Table[act].Before.Contains(State);

    public void Apply(string act, DateTimeOffset now)
    {
        State = Table[act].After;
        MadeAt = act == "approve" ? now : MadeAt;
    }
}
