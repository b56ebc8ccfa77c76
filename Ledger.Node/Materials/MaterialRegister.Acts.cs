using Google.Protobuf;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;

namespace Ledger.Node.Materials;

/// <summary>What becomes of materials after they were handed in.</summary>
internal sealed partial class MaterialRegister
{
    private const string ActPurpose = "material-act";

    /// <summary>核验: somebody of the authority vouches for a material that waits (待核 → 有效).</summary>
    /// <param name="act">Who, which, why.</param>
    /// <param name="level">可信等级 that it has from here on; null for the one it has.</param>
    /// <param name="cancel">Stops waiting; it may be entered all the same.</param>
    /// <exception cref="LedgerException">Absent, another authority's, erased, in no state for it, or a field is wrong.</exception>
    public Task<OpenedMaterial> AcceptAsync(MaterialAct act, TrustLevel? level, CancellationToken cancel) => ActAsync(
        act,
        material => material.Accept(level, types.Find(material.Identifier.Type, material.Edition) ?? types.Find(material.Identifier.Type)!),
        (e, details) => e.SealedSm3 = details,
        cancel);

    /// <summary>存疑: nobody uses the material again until the doubt is settled.</summary>
    /// <inheritdoc cref="AcceptAsync" path="/exception"/>
    public Task<OpenedMaterial> DisputeAsync(MaterialAct act, CancellationToken cancel) =>
        ActAsync(act, material => material.Dispute(), (e, details) => e.SealedSm3 = details, cancel);

    /// <summary>The doubt was unfounded.</summary>
    /// <inheritdoc cref="AcceptAsync" path="/exception"/>
    public Task<OpenedMaterial> LiftDisputeAsync(MaterialAct act, CancellationToken cancel) =>
        ActAsync(act, material => material.LiftDispute(), (e, details) => e.SealedSm3 = details, cancel);

    /// <summary>作废.</summary>
    /// <inheritdoc cref="AcceptAsync" path="/exception"/>
    public Task<OpenedMaterial> VoidAsync(MaterialAct act, CancellationToken cancel) =>
        ActAsync(act, material => material.Void(), (e, details) => e.SealedSm3 = details, cancel);

    /// <summary>Decides in the turn, by the material as it is then.</summary>
    private async Task<OpenedMaterial> ActAsync<T>(
        MaterialAct act, Func<Material, T> decide, Action<T, ByteString> name, CancellationToken cancel)
        where T : IMessage<T>
    {
        ArgumentNullException.ThrowIfNull(act);
        ledger.RequireWriting();
        act.Require(Today);
        byte[] details;
        ByteString handle;
        using (LedgerRead rows = ledger.Read())
        {
            Material material = Own(rows, act.Authority, act.Identifier);
            handle = material.Handle;
            details = vault.Seal(rows, material.Holder, ActPurpose, act.Details.ToByteArray());
        }

        await ledger.WriteOnceAsync(
            act.Key,
            write =>
            {
                T e = decide(MaterialTable.Find(write, handle)!);
                name(e, SealedDigest.Of(details));
                return write.Append(e, details);
            },
            cancel);
        using LedgerRead after = ledger.Read();
        return Open(after, MaterialTable.Find(after, handle)!);
    }

    /// <summary>The material, if the authority collected it and it was not erased; a stranger's is as good as absent.</summary>
    private Material Own(LedgerRead rows, string authority, string identifier) =>
        MaterialIdentifier.Find(identifier) is MaterialIdentifier known && known.Authority == authority
        && MaterialTable.Find(rows, known) is Material material && FindOpened(rows, material) is not null
            ? material
            : throw NotFound();
}
