using Ledger.Node.Catalogue;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Seals;

namespace Ledger.Node.Materials;

/// <summary>Takes materials in, finds and opens them. The folder's only door.</summary>
internal sealed partial class MaterialRegister(
    LedgerWriter ledger, MaterialTypes types, HolderRegister holders, HolderSecrets secrets, HolderVault vault, MaterialFiles files,
    SealRegister seals, TimeProvider time)
{
    // A holder that somebody else registers in between, or another material of the same holder, costs another round.
    private const int Rounds = 4;

    private DateOnly Today => LicenceDate.InChina(time.GetUtcNow());

    /// <summary>Takes a material in: its file is sealed and synced first, then the log says that there is one.</summary>
    /// <param name="authority">归集机构: the caller's authority.</param>
    /// <param name="mayClaim">可信等级 that the caller's system may claim.</param>
    /// <param name="request">What is said of the file.</param>
    /// <param name="source">The file as it comes.</param>
    /// <param name="keyOf">The request, once the file is here: bound to its digests.</param>
    /// <param name="cancel">Stops waiting; once the file is here, the material may be registered all the same.</param>
    /// <exception cref="LedgerException">
    /// A field is wrong, the file is too long or not what it is declared to be, or the ledger does not write; nothing is kept then.
    /// </exception>
    public async Task<HandedInMaterial> HandInAsync(
        string authority,
        IReadOnlyCollection<TrustLevel> mayClaim,
        MaterialRequest request,
        Stream source,
        Func<ReadOnlyMemory<byte>, RequestKey> keyOf,
        CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(keyOf);
        ledger.RequireWriting();
        MaterialType type = MaterialRequestRules.Check(request, types, mayClaim, Today);
        using ReceivedMaterial file = await files.ReceiveAsync(source, request.MediaType, cancel);
        try
        {
            HandedInMaterial handedIn = await EnterAsync(authority, request, type, file, keyOf(file.Digests), cancel);
            if (handedIn.Material.Material.Handle != file.Handle)
            {
                files.Discard(file);
            }

            return handedIn;
        }
        catch (LedgerException refusal) when (refusal.Error is not LedgerError.OutcomeUnknown)
        {
            files.Discard(file);
            throw;
        }
    }

    private async Task<HandedInMaterial> EnterAsync(
        string authority, MaterialRequest request, MaterialType type, ReceivedMaterial file, RequestKey key, CancellationToken cancel)
    {
        bool isKept = false;
        for (int round = 0; round < Rounds; round++)
        {
            Func<LedgerWrite, LogReceipt?> enter;
            bool isNew;
            using (LedgerRead rows = ledger.Read())
            {
                if (rows.ReceiptOf(key) is LogReceipt done)
                {
                    return Done(rows, done);
                }

                MaterialPreparation preparation = new(rows, holders, secrets, vault, Today);
                Material? same = preparation.FindSame(authority, request, type, file);
                PreparedAttachment? attachment = same is null ? null : preparation.Attach(same, authority, request);
                if (same is not null && attachment is null)
                {
                    return new HandedInMaterial(Open(rows, same), rows.ReceiptAt(same.Index), IsKnown: true);
                }

                PreparedMaterial? prepared = same is null ? preparation.Prepare(authority, request, type, file) : null;
                (isNew, enter) = (prepared is not null, write => prepared is null ? attachment!.Enter(write, key) : prepared.Enter(write, holders, key));
            }

            if (isNew && !isKept)
            {
                files.Keep(file);
                isKept = true; // from here on a crash leaves a file at most, which the next start removes
            }

            if (await WriteAsync(enter, cancel) is LogReceipt receipt)
            {
                using LedgerRead after = ledger.Read();
                return Done(after, receipt);
            }
        }

        throw HolderBusy();
    }

    private static LedgerException HolderBusy() => new(
        LedgerError.Busy, "该主体的材料正被他人变动，请稍后重试。", "Materials of the holder are just being changed by others; try again later.");

    /// <summary>What a request did: it registered a material, or attached one that was here.</summary>
    private HandedInMaterial Done(LedgerRead rows, LogReceipt receipt)
    {
        Material material = MaterialTable.GetRegisteredAt(rows, receipt.Index);
        return new HandedInMaterial(Open(rows, material), receipt, IsKnown: material.Index != receipt.Index);
    }

    private async Task<LogReceipt?> WriteAsync(Func<LedgerWrite, LogReceipt?> turn, CancellationToken cancel)
    {
        IReadOnlyList<LogReceipt?> receipts = await ledger.WriteAsync(Turn, cancel);
        return receipts[0];

        IReadOnlyList<LogReceipt?> Turn(LedgerWrite write) => [turn(write)];
    }
}
