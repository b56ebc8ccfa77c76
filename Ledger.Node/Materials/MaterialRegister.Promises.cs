using Google.Protobuf;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Materials;

/// <summary>承诺代替: a promise stands for a material until its day. The material, once it comes, takes its place as the next version.</summary>
internal sealed partial class MaterialRegister
{
    /// <summary>Enters a promise.</summary>
    /// <param name="authority">归集机构: the caller's authority.</param>
    /// <param name="request">Who promises what until when.</param>
    /// <param name="key">The request; repeated it gives the same promise.</param>
    /// <param name="cancel">Stops waiting; it may be entered all the same.</param>
    /// <exception cref="LedgerException">A field is wrong, the type allows no promise, or the ledger does not write.</exception>
    public async Task<HandedInMaterial> PromiseAsync(string authority, PromiseRequest request, RequestKey key, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        ledger.RequireWriting();
        MaterialType type = CheckPromise(request);
        for (int round = 0; round < Rounds; round++)
        {
            PreparedHolder holder;
            byte[] content;
            using (LedgerRead rows = ledger.Read())
            using (holder = holders.Prepare(rows, request.Holder.CodeType, request.Holder.Name, request.Holder.Code))
            {
                content = MaterialContents.Seal(vault, holder, MaterialContents.Of(request, Today));
            }

            MaterialPromised promised = new()
            {
                Handle = Handle.New(),
                Identifier = MaterialIdentifier.New(request.Type, authority).ToString(),
                Edition = (uint)type.Edition,
                HolderHandle = holder.Handle,
                CaseLookup = ByteString.CopyFrom(secrets.CaseLookup(authority, request.CaseNumber).Span),
                DueOn = LicenceDate.Format(request.DueOn),
                SealedSm3 = SealedDigest.Of(content),
            };
            IReadOnlyList<LogReceipt?> receipts = await ledger.WriteAsync(write => Enter(write, promised, content, holder, key), cancel);
            if (receipts[0] is LogReceipt receipt)
            {
                using LedgerRead after = ledger.Read();
                return new HandedInMaterial(Open(after, MaterialTable.GetRegisteredAt(after, receipt.Index)), receipt, IsKnown: false);
            }
        }

        throw HolderBusy();
    }

    private IReadOnlyList<LogReceipt?> Enter(LedgerWrite write, MaterialPromised promised, byte[] content, PreparedHolder holder, RequestKey key)
    {
        if (write.ReceiptOf(key) is LogReceipt done)
        {
            return [done];
        }

        if (!HolderRegister.Fits(write, holder))
        {
            return [null];
        }

        holders.Register(write, holder);
        return [write.Append(promised, content, key)];
    }

    private MaterialType CheckPromise(PromiseRequest request)
    {
        MaterialType? type = types.Find(request.Type);
        List<FieldRefusal> refusals =
        [
            .. MaterialCommonRules.OfHolder(request.Holder, type),
            .. MaterialCommonRules.OfTexts(request.Name, request.CaseNumber, request.Operator),
        ];
        if (type is not { Promise: true })
        {
            refusals.Insert(0, new("/type", LedgerError.InvalidField, "此类材料不适用告知承诺。", "No promise may stand for materials of this type."));
        }

        if (request.DueOn < Today || request.DueOn > Today.AddMonths(PromiseRequest.MostMonths))
        {
            refusals.Add(new(
                "/dueOn", LedgerError.InvalidField, $"承诺期限应在今天起 {PromiseRequest.MostMonths} 个月内。",
                $"A promise is due within {PromiseRequest.MostMonths} months from today."));
        }

        return refusals.Count == 0 ? type! : throw new LedgerException(refusals);
    }
}
