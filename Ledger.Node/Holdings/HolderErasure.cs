using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Catalogue;
using Ledger.Node.Consents;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Materials;
using Ledger.Node.Parties;
using Ledger.Node.Renewals;
using Ledger.Node.SignIn;

namespace Ledger.Node.Holdings;

/// <summary>删除权: erases a whole holder at the holder's own wish. The log goes on proving that there was something; nobody can read what.</summary>
internal sealed class HolderErasure(LedgerWriter ledger, HolderRegister holders, MaterialRegister materials, TimeProvider time)
{
    /// <summary>The most obstacles that are told at once.</summary>
    public const int MostTold = 100;

    private DateOnly Today => LicenceDate.InChina(time.GetUtcNow());

    /// <summary>What stands in the way; nothing where the holder can be erased.</summary>
    /// <param name="who">Who signed in.</param>
    /// <param name="of">Which of the holders as whom; null where there is one only.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: the ledger knows nothing of such a holder of the person's; <see cref="LedgerError.MissingField"/>: of several, which.</exception>
    public IReadOnlyList<ErasureObstacle> Obstacles(SignedInPerson who, HolderCode? of)
    {
        using LedgerRead rows = ledger.Read();
        return [.. ErasureRules.Obstacles(rows, Own(rows, who, of), Today).Take(MostTold)];
    }

    /// <summary>
    /// Erases: in one turn the log says so, the wrapped key goes and all that lies sealed of materials; then the holder's half of the ring, its copies, the
    /// files of the materials, and what the database still has of the removed rows.
    /// </summary>
    /// <param name="who">Who signed in, stepped up.</param>
    /// <param name="of">Which of the holders as whom; null where there is one only.</param>
    /// <param name="key">The request; repeated it is the same erasure, and finishes what a crash left undone.</param>
    /// <param name="cancel">Stops waiting; the holder may be erased all the same.</param>
    /// <exception cref="LedgerException">As <see cref="Obstacles"/>; <see cref="LedgerError.WrongState"/>: something stands in the way, the first reason is named.</exception>
    /// <exception cref="IOException">The ring or a copy of it cannot be written: erased, and to be finished by the same request or the next start.</exception>
    public async Task<ErasedHolder> EraseAsync(SignedInPerson who, HolderCode? of, RequestKey key, CancellationToken cancel)
    {
        ledger.RequireWriting();
        List<long> erased = [];
        LogReceipt receipt = await ledger.WriteOnceAsync(
            key,
            write =>
            {
                ByteString holder = Own(write, who, of);
                if (ErasureRules.Obstacles(write, holder, Today).FirstOrDefault() is ErasureObstacle first)
                {
                    throw new LedgerException(LedgerError.WrongState, $"{first.Chinese}（{first.Identifier}）", $"{first.English} ({first.Identifier})");
                }

                erased = [.. ErasureRules.Materials(write, holder).SelectMany(material => MaterialTable.SealedIndexes(write, material.Handle))];
                erased.ForEach(write.EraseSealed);
                RenewalApplicationTable.Forget(write, LicenceTable.OfHolder(write, holder, after: null, int.MaxValue));
                return HolderRegister.Erase(write, holder);
            },
            cancel);
        using LedgerRead after = ledger.Read();
        ByteString handle = HolderTable.GetErasedAt(after, receipt.Index);
        holders.FinishErasing(handle);
        materials.RemoveFilesOf(after, handle);
        ledger.PurgeErased(erased);
        return new ErasedHolder(handle, HolderTable.Subject(handle).KeyIn(ledger.Origin), receipt);
    }

    private ByteString Own(LedgerRead rows, SignedInPerson who, HolderCode? of)
    {
        if (who.IsGuardian)
        {
            throw new LedgerException(LedgerError.NotAllowed, "删除数据须由本人办理，不能代办。", "Holders have their data erased themselves; nobody does it for them.");
        }

        if (of is null && who.Holders.Count != 1)
        {
            throw new LedgerException(LedgerError.MissingField, "您以多个主体登录，请写明主体。", "You signed in for several holders; say which.", "/holder");
        }

        of?.Require();
        Digest lookup = of is null ? who.Holders[0] : holders.LookupOf(of.CodeType, of.Code);
        return who.Holders.Contains(lookup) && HolderRegister.Find(rows, lookup) is ByteString holder
            ? holder
            : throw new LedgerException(LedgerError.NotFound, "本账本没有您的证照或材料。", "This ledger has no licence or material of yours.");
    }
}
